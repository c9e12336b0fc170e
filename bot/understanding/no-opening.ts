import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * "No. How much?", 没有，要多久: who answers the question for the holders with a "no" goes on to ask something. "No, tell me the price
 * first" answers nothing.
 */
export function saysNoFirst(said: string, pending: Pending, { words }: Vocabulary): boolean {
  const none = pending === 'funding' ? words['answer.none'].at(said, 0) : null;
  if (none === null) return false;
  const rest = said.slice(none);
  const next = rest.replace(/^[ ,.;!?。–-]+(?:(?:and|but|so|then|ok) )*/, '');
  if (next === '' || words['answer.not-yet'].has(next)) return next === '';
  return (
    words['ask.any'].at(next, 0) !== null ||
    (/^ ?(?:[,.;!。–-]|and |but |so |(?<= )\p{Script=Han})/u.test(rest) && words['ask.any'].has(next))
  );
}

/** "No, all Chinese": a "no" before what there is instead denies nothing of that. */
export function withoutNo(said: string, pending: Pending, { words }: Vocabulary): string {
  const none = pending === 'funding' ? words['answer.none'].at(said, 0) : null;
  const rest = none === null ? '' : said.slice(none).replace(/^[ ,.;!。–-]+/, '');
  return words['answer.instead'].at(rest, 0) === null ? said : rest;
}
