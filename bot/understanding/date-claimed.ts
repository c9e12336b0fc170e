import { clausesOf } from './clauses.ts';
import type { DateRead } from './date.ts';
import type { Found } from './pattern.ts';
import type { Manner } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Whether a date is nobody's wish: a day on which the licence is said to come, and doubted (代办五月就能下来?靠谱吗), what the other side
 * has said (五月是你们说的), or a start that is denied (我没说五月开始).
 */
export function isOnlyClaimed(text: string, date: DateRead, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const clause = clauseAround(text, date, vocabulary);
  if (words['date.quoted'].has(clause) || words['date.denied'].has(clause)) return true;
  return words['date.claimed'].has(clause) && words['date.doubt'].has(text);
}

/** Whether a day to start is denied of which the other side has spoken. */
export function denyingStart(said: string, vocabulary: Vocabulary): Pick<Manner, 'deniesStart'> {
  const { words } = vocabulary;
  return words['date.denied'].has(said) ? { deniesStart: true } : {};
}

function clauseAround(text: string, { start }: Found, vocabulary: Vocabulary): string {
  return clausesOf(text, vocabulary).find((clause) => clause.start <= start && start < clause.end)?.text ?? text;
}
