import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { alsoNoted } from './also-wished.ts';
import { type Said, valueSet } from './said.ts';
import { noteOf } from './statement.ts';
import { phraseTelling } from './telling.ts';

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
  const phrase = phraseTelling(knowledge, 'own-customers');
  if (servesOnlyOwn !== true || phrase === undefined || commands.some(({ type }) => type === 'question')) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown' && type !== 'decline' && type !== 'deny');
  const note = others.some((command) => 'slot' in command && command.slot === 'need') ? null : noteOf(text.trim(), state);
  return [...others, ...(note ? [note] : []), { type: 'question', topic: 'explain', text: phrase, written: text }];
}

/**
 * "我们公司是做催收的" of somebody who has named nothing, or the licence: whom it is that they call decides whether it takes one, and that is
 * told, whether or not they ask. What they do is kept for the consultant.
 */
export function callingTrade(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge, isPart }: Said,
): readonly Command[] {
  const isTold = isPart !== true && tellsOfCalls(read) && commands.every(({ type }) => passing.has(type));
  const phrase = knowledge.answers.get(read.callsForOthers === true ? forOthers : forWhom)?.phrases[0];
  if (!isTold || phrase === undefined || !isOfCalls(commands, state)) return commands;
  const told = commands.filter((command) => command.type === 'set' && command.slot !== 'need');
  const note = noteOf(text.trim(), state);
  return [
    ...wanting(commands, state),
    ...told,
    ...(note ? [note] : []),
    { type: 'question', topic: 'explain', text: phrase, written: text },
  ];
}

/** "我们做催收的要办什么证" asks as well: what is to be had is the licence for that. */
export function callingAsked(commands: readonly Command[], read: Understood, { state, isPart }: Said): readonly Command[] {
  const isAsked = isPart !== true && asksOfCalls(read) && isOfCalls(commands, state);
  return isAsked ? [...wanting(commands, state), ...commands] : commands;
}

const isOfTrade = ({ callsByTrade, servesOnlyOwn }: Understood): boolean => callsByTrade === true && servesOnlyOwn !== true;
const tellsOfCalls = (read: Understood): boolean => isOfTrade(read) && read.asks !== true;
const asksOfCalls = (read: Understood): boolean => isOfTrade(read) && read.asks === true;

/** No other service is wanted. */
function isOfCalls(commands: readonly Command[], state: Said['state']): boolean {
  const service = valueSet(commands, 'service') ?? valuesOf(state)['service'];
  return service === undefined || service === caller;
}

/** "运营商要求办呼叫中心许可证不然停线路": there is haste, it is said that it was heard, and whose it is to cut them. */
export function linesThreatened(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge, isPart }: Said,
): readonly Command[] {
  const phrase = knowledge.answers.get(threat)?.phrases[0];
  if (isPart === true || read.linesThreatened !== true || phrase === undefined) return commands;
  const hasten: readonly Command[] =
    valueSet(commands, 'urgency') === undefined ? [{ type: 'set', slot: 'urgency', value: 'asap', by: 'said' }] : [];
  const others = commands.filter((command) => !ofNothing.has(command.type) && !('slot' in command && command.slot === 'need'));
  const note = noteOf(text.trim(), state);
  const told = [...hasten, ...wanting(commands, state), ...others, ...(note ? [note] : [])];
  if (read.asks === true || others.some(({ type }) => type === 'question')) return told;
  return [...told, { type: 'question', topic: 'explain', text: phrase, written: text }];
}

const threat = 'line-threat';
const ofNothing: ReadonlySet<Command['type']> = new Set(['unknown', 'decline', 'deny', 'stop']);

/** What takes calls or makes them needs the licence for that, where none was named. */
function wanting(commands: readonly Command[], state: Said['state']): readonly Command[] {
  const isNamed = (valueSet(commands, 'service') ?? valuesOf(state)['service']) !== undefined;
  return isNamed ? [] : [{ type: 'set', slot: 'service', value: caller, by: 'assumed' }];
}

const caller = 'callcentre';
const passing: ReadonlySet<Command['type']> = new Set(['set', 'unknown', 'small-talk', 'nod']);

/** The answers that tell who needs the licence, of calls for others and of any. */
const [forOthers, forWhom] = ['outsourcing', 'need-licence'];
