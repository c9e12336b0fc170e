import { answerIndexOf } from './answer-index.ts';
import { lowerOf } from './keywords.ts';
import type { Knowledge } from './knowledge.ts';

/** Whether every word of a text is known and has one of these meanings. */
export function saysOnly(knowledge: Knowledge, text: string, meanings: readonly string[]): boolean {
  const index = answerIndexOf(knowledge);
  const words = index.wordsOf(lowerOf(text));
  return index.strangeness(words).share === 0 && [...words.known].every((meaning) => meanings.includes(meaning));
}

/** Whether a text has words of these meanings, and no other but those that hold a sentence together. */
export function saysNothingBut(knowledge: Knowledge, text: string, meanings: readonly string[]): boolean {
  const { known, left } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return known.size > 0 && left.size === 0 && [...known].every((meaning) => meanings.includes(meaning));
}
