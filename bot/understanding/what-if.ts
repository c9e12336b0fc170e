import { clausesOf } from './clauses.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The clauses that only suppose something: 如果是五百万呢, 改成只做广东呢, "what if only Guangdong?". "改成地网吧" decides and is none
 * of them.
 */
export function hypothesesIn(text: string, vocabulary: Vocabulary): readonly Found[] {
  const { words } = vocabulary;
  return clausesOf(text, vocabulary).filter(({ text: clause }) => {
    if (words['hypothesis'].has(clause)) return true;
    const weak = words['hypothesis.weak'].has(clause) || words['correction.change'].has(clause);
    return weak && words['ask.any'].has(clause);
  });
}

/** A supposed clause as if it were said for certain. */
export function asserted(clause: string, { words }: Vocabulary): string {
  const marks = [...words['hypothesis'].all(clause), ...words['hypothesis.weak'].all(clause), ...words['ask.any'].all(clause)];
  return marks.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), clause);
}
