import { without } from './masking.ts';
import type { Intent } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

const named = [
  'price',
  'timeline',
  'documents',
  'requirements',
  'process',
  'explain',
  'human',
  'refusal',
  'unsure',
  'optout',
  'abuse',
  'offtopic',
  'injection',
  'greet',
  'thanks',
  'bye',
  'affirm',
  'deny',
  'apply',
  'objection',
  'trust',
  'clarify',
  'restart',
  'repeat',
  'call-back',
  'erase',
] as const satisfies readonly Intent[];

/** What the message wants, by the words of the vocabulary. */
export function intentsIn(text: string, { words }: Vocabulary): Intent[] {
  const found = named.filter((name) => words[`intent.${name}`].has(text));
  // 别再联系我 holds 联系我: a wish for a human is only one outside such words.
  return found.filter((name) => name !== 'human' || words['intent.human'].has(without(text, words['intent.human.not'].all(text))));
}
