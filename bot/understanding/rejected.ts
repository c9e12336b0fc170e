import { valueOf } from './counted.ts';
import { grammar } from './grammar.ts';
import type { Mention } from './mention.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "10 million is too much for us", 一千万我们拿不出: what is asked for and not there, so that there is less. */
export function asRejected(mention: Mention, { words }: Vocabulary): Mention {
  const { amount, after, before, named } = mention;
  const end = valueOf(amount) < leastRejected ? null : words['bound.rejected.after'].at(after, 0);
  if (end === null || (named && words['capital.own'].has(before))) return mention;
  return { ...mention, amount: { ...amount, min: null, max: valueOf(amount), below: true }, after: after.slice(end) };
}

/** "Who has 10 million?", 哪有1000万啊: what only sounds like a question. */
export function isObjectedTo({ amount, before }: Mention, { words }: Vocabulary): boolean {
  return amount.below === true && valueOf(amount) >= leastRejected && words['capital.objected'].has(before);
}

const either = grammar`${'or'}`;

/** What a licence asks for is no less; a smaller sum is a price. */
const leastRejected = 1e6;

/** "10 million is crazy", 哪有1000万的要求: what one thinks of an amount tells of no company. */
export function isRemarked(mention: Mention, vocabulary: Vocabulary): boolean {
  const { after, amount } = mention;
  const mayBe = amount.below !== true || isObjectedTo(mention, vocabulary);
  return mayBe && vocabulary.words['capital.remarked'].at(after, 0) !== null;
}

/** Beside another amount what is not there is none: 只有300万，没有1000万. */
export function isRejected({ amount, before }: Mention, words: Vocabulary['words']): boolean {
  return amount.below === true && words['capital.lacked'].has(before);
}

/** "Why 10 million?", "the 10 million: paid in or subscribed?": an amount that was named before, and is asked about. */
export function isReferred(text: string, { before, after, clause, amount }: Mention, vocabulary: Vocabulary): boolean {
  const { words, expression } = vocabulary;
  if (words['capital.own'].has(before)) return false;
  const asked = after.trim() === '' ? text.slice(amount.start) : clause.text;
  const isAsked = words['ask.any'].has(asked) || expression(either).test(asked);
  if (!isAsked || words['capital.enough'].has(asked)) return false;
  return words['capital.why'].has(before) || words['capital.referred'].upTo(before, before.length) !== null;
}
