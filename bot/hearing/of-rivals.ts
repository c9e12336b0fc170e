import type { Command } from '../../flows/command.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';
import { phraseTelling } from './telling.ts';

/**
 * "别家说20个工作日包下证 真的假的", "有人说包过", "我问了三家了 报价差好多": what others promise or charge has its answer, whether it asks or
 * not, and whatever else it could be read as.
 */
export function ofRivals(
  commands: readonly Command[],
  { tellsOfRivals, wantsQuote }: Understood,
  { text, knowledge }: Omit<Said, 'state'>,
): readonly Command[] {
  if (tellsOfRivals === undefined || wantsQuote !== undefined) return commands;
  if (tellsOfRivals !== 'rival-includes') return answeredAs(tellsOfRivals, { commands, text, knowledge });
  return answeredAs('rival-price', { commands: commands.filter((command) => !isOfOffer(command)), text, knowledge });
}

/** The answer that `tells` so, in place of whatever else the words could be read as. */
export function answeredAs(
  told: NonNullable<Answer['tells']>,
  { commands, text, knowledge }: Omit<Said, 'state'> & { readonly commands: readonly Command[] },
): readonly Command[] {
  const phrase = phraseTelling(knowledge, told);
  if (phrase === undefined) return commands;
  const others = commands.filter(({ type }) => !isReadElse.has(type));
  return [...others, { type: 'question', topic: 'other', text: phrase, written: text }];
}

/** "Your competitor includes the annual inspection" wishes for none, nor for a quote. */
const isOfOffer = (command: Command): boolean =>
  command.type === 'set' && (command.slot === 'service' || command.slot === 'wants-quote');

/** What is said of others is no objection, no yes or no, and asks nothing else. */
const isReadElse: ReadonlySet<Command['type']> = new Set([
  'question',
  'unknown',
  'small-talk',
  'affirm',
  'deny',
  'nod',
  'decline',
]);
