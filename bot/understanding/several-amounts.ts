import { grammar } from './grammar.ts';
import { lastOf, type Mention } from './mention.ts';
import { isRejected } from './rejected.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Of several amounts the present one, and of subscribed and paid-in the subscribed one. */
export function choose(mentions: readonly Mention[], applicant: string | undefined, vocabulary: Vocabulary): Mention | null {
  const told = mentions.filter((mention) => !isOfNoApplicant(mention, vocabulary));
  const subscribed = told.filter(({ kind }) => kind === 'subscribed');
  const open = told.filter(({ kind }) => kind !== 'paid-in');
  const candidates = [subscribed, open, told].find((some) => some.length > 0) ?? [];
  // Of equally present ones the last was said in full knowledge of the others.
  const scored = candidates.map((mention) => {
    const isApplicants = applicant !== undefined && mention.before.includes(applicant);
    return { mention, score: presence(mention, vocabulary) + (isApplicants ? 4 : 0) };
  });
  return scored.toReversed().toSorted((a, b) => b.score - a.score)[0]?.mention ?? null;
}

/** 三百万的那家办，八百万的那家不办: the company that is not to apply. */
function isOfNoApplicant({ after }: Mention, { expression }: Vocabulary): boolean {
  return expression(notApplying).test(after);
}

const notApplying = grammar`^${'applicant.not'}`;

/** 深圳的五百万，香港的一百万，用深圳的来申请: which of several companies is to hold the licence. */
export function applicantIn(text: string, { expression }: Vocabulary): string | undefined {
  return expression(applicant).exec(text)?.groups?.['which'];
}

const applicant = grammar`${'applicant.by'}(?<which>[a-z](?![a-z])|[\u4e00-\u9fff]{2,6}?)[的那]?(?:${'applicant.one'})?[来去]?${'applicant.applies'}`;

/** How sure it is that an amount is the present one. */
function presence(mention: Mention, { words, expression }: Vocabulary): number {
  const { nearest, after } = mention;
  if (isUntold(mention, words)) return -2;
  // Beside 我们公司一千万, a subsidiary's capital is another one's; alone it is the applicant's.
  if (words['capital.others.beside'].has(nearest) && !words['capital.own'].has(nearest)) return -1;
  const former = lastOf(words['capital.former'].all(nearest));
  const present = lastOf(words['capital.present'].all(nearest));
  const corrected = words['correction.mark'].has(nearest) || words['correction.change'].has(nearest);
  if (corrected && present >= former) return 2;
  if (former > present || expression(then).test(after)) return -1;
  return present > former ? 1 : 0;
}

/** Planned, or denied: 不是两百是两千. */
const isUntold = (mention: Mention, words: Vocabulary['words']): boolean =>
  isPlanned(mention, words) ||
  isRejected(mention, words) ||
  words['correction.not'].upTo(mention.nearest, mention.nearest.length) !== null;

/** 想从500万增到1000万: the plan stands before the first amount, and what it is from is what it is. */
function isPlanned({ amount, before, clause, nearest }: Mention, words: Vocabulary['words']): boolean {
  if (words['capital.plan'].has(nearest)) return words['capital.former'].upTo(nearest, nearest.length) === null;
  const opening = clause.text.slice(0, amount.start - clause.start);
  return words['capital.present'].has(before) && !/了 ?$/.test(before) && words['capital.plan'].has(opening);
}

/** 五百万的时候, 五百万增到一千万: what it was at some time. */
const then = grammar`^ ?${'capital.then'}`;
