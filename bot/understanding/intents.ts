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
  return named.filter((name) => words[`intent.${name}`].has(text));
}
