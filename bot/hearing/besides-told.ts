import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { alsoNoted } from './also-wished.ts';
import type { Said } from './said.ts';
import { noteOf } from './statement.ts';

/** "我还有一张浙江的" of somebody who is about one of Guangdong's changes nothing of that, and is kept for the consultant. */
export function anotherHeld(
  commands: readonly Command[],
  { namesAnother, slots, asks }: Understood,
  { text, state }: Omit<Said, 'knowledge'>,
): readonly Command[] {
  const { service, province } = valuesOf(state);
  const isOther = namesAnother === true && slots.province !== undefined && slots.province !== province && service !== undefined;
  if (!isOther) return commands;
  const others = commands.filter(
    (command) => command.type !== 'unknown' && !('slot' in command && ofOther.has(command.slot ?? '')),
  );
  return asks === true ? others : [...others, ...alsoNoted({ text, state })];
}

/** A sentence about it is no name of a company either. */
const ofOther: ReadonlySet<string> = new Set(['province', 'scope', 'company', 'service']);

/** "就我们自己的客户，不给别人打" refuses nothing: whether that needs a licence is what there is to say to it. */
export function ownCustomersTold(
  commands: readonly Command[],
  { servesOnlyOwn }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const phrase = [...knowledge.answers.values()].find(({ tells }) => tells === 'own-customers')?.phrases[0];
  if (servesOnlyOwn !== true || phrase === undefined || commands.some(({ type }) => type === 'question')) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown' && type !== 'decline' && type !== 'deny');
  const note = others.some((command) => 'slot' in command && command.slot === 'need') ? null : noteOf(text.trim(), state);
  return [...others, ...(note ? [note] : []), { type: 'question', topic: 'explain', text: phrase, written: text }];
}
