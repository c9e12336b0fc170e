import { type Clause, clausesOf } from './clauses.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';
import { without } from './masking.ts';

/**
 * The clauses that only suppose something: 如果是五百万呢, 改成只做广东呢, "what if only Guangdong?". "改成地网吧" decides and is none
 * of them.
 */
export function hypothesesIn(text: string, vocabulary: Vocabulary): readonly Found[] {
  const found: Found[] = [];
  let goesOn = false;
  for (const clause of clausesOf(text, vocabulary)) {
    const example = found.at(-1) === undefined ? null : exampleIn(clause, found.at(-1) as Found, vocabulary);
    const supposed = goesOn || example !== null ? clause : hypothesisIn(clause, vocabulary);
    goesOn = example !== null && example.end === clause.text.trim().length;
    if (supposed) found.push({ start: supposed.start, end: supposed.end });
  }
  return found;
}

/** "If we had, say, ten million": what stands right behind a supposition for an example, and what it is an example of. */
function exampleIn({ start, text }: Clause, before: Found, { words }: Vocabulary): Found | null {
  return start - before.end <= 2 ? words['hypothesis.example'].find(text.trim()) : null;
}

function hypothesisIn({ start, end, text: clause }: Clause, { words }: Vocabulary): Found | null {
  const supposed = words['hypothesis'].find(clause);
  if (supposed) return { start: start + suppositionAt(clause, supposed), end };
  const weak = words['hypothesis.weak'].find(clause);
  if (!(weak || words['correction.change'].has(clause)) || !words['ask.any'].has(clause)) return null;
  return { start: start + (weak ? suppositionAt(clause, weak) : 0), end };
}

/** Voice input has no marks: what stands far before a 的话 is told, and only the last words of it are supposed. */
function suppositionAt(clause: string, supposed: Found): number {
  if (isAfterthought(clause, supposed)) return supposed.start;
  return supposed.start > farthest ? supposed.start - supposition : 0;
}

/** In characters. */
const farthest = 26;
const supposition = 12;

/** "Is a permit needed if we only call customers?": in English the condition may stand behind, and what stands before it is said. */
const isAfterthought = (clause: string, { start }: Found): boolean => start > 0 && /[a-z]/.test(clause[start] as string);

/** "如果先办陕西的，明年再换全国": what is to come after a supposition is a part of it. */
export function laterThan(supposed: readonly Found[], text: string, vocabulary: Vocabulary): readonly Found[] {
  const from = supposed[0]?.end;
  if (from === undefined) return [];
  return clausesOf(text, vocabulary).filter(
    ({ start, text: clause }) => start >= from && vocabulary.words['scope.later'].has(clause),
  );
}

/** A correction that is more than supposed: "股东换成内地的行不行" takes nothing back yet. */
export function outside<T extends { readonly at: number }>(supposed: readonly Found[], turn: T | null): T | null {
  return turn && supposed.some(({ start, end }) => start <= turn.at && turn.at < end) ? null : turn;
}

/** A supposed clause as if it were said for certain. */
export function asserted(clause: string, { words }: Vocabulary): string {
  const marks = [...words['hypothesis'].all(clause), ...words['hypothesis.weak'].all(clause), ...words['ask.any'].all(clause)];
  return without(clause, marks, ' ');
}
