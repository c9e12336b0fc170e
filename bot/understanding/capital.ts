import type { Money } from '../../flows/command.ts';
import { amountsIn, type Amount } from './amount.ts';
import { isCounted, valueOf } from './counted.ts';
import { everywhere, grammar } from './grammar.ts';
import { lastOf, mentionsOf, type Mention } from './mention.ts';
import { portionsOf } from './portion.ts';
import { applicantIn, choose } from './several-amounts.ts';
import { asRejected, isObjectedTo, isRemarked, isReferred } from './rejected.ts';
import { inToldCurrency } from './unit-told.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The capital of the company that asks: never fees, head counts, other firms' capital, or an amount that is only asked about. */
export function capitalIn(text: string, pending: Pending, vocabulary: Vocabulary): Money | null {
  const read = inToldCurrency(text, amountsIn(text, vocabulary), vocabulary);
  const amounts = inSameUnit(text, portionsOf(text, read), vocabulary).filter((amount) => !isCounted(text, amount, vocabulary));
  if (amounts.length === 0) return null;
  const haggles = vocabulary.words['intent.objection'].has(text);
  const applicant = applicantIn(text, vocabulary);
  const mentions = mentionsOf(text, amounts, vocabulary)
    .map((mention) => asRejected(mention, vocabulary))
    .filter((mention) => !isReferred(text, mention, vocabulary))
    .filter((mention) => isCapital({ mention, applicant }, pending, vocabulary) && !isSmallPrice(mention, haggles, vocabulary));
  // 一个深圳的200万，一个贵阳的1000万，用哪个办好: which of the two is to hold the licence is open.
  if (mentions.length > 1 && vocabulary.words['applicant.which'].has(text)) return null;
  const chosen = choose(mentions, applicant, vocabulary);
  return chosen && moneyOf(chosen, mentions);
}

const isInPlaceOf = ({ below }: Amount, between: string, words: Vocabulary['words']): boolean =>
  isChanged(between, words) || (below === true && insteadOfIt.test(between));

/** "We don't have 10 million, only 3" */
const insteadOfIt = /^[,;. ]*(?:but |we |have |we have |it is |it's )?(?:only|just|more like)(?: have| about| around)? $/;

/** "I said 5 million, it's actually 15": what an amount becomes is of the same size, and its unit goes without saying. */
function inSameUnit(text: string, amounts: readonly Amount[], { words }: Vocabulary): readonly Amount[] {
  return amounts.map((amount, index) => {
    const before = amounts[index - 1];
    const isShort = before !== undefined && !amount.big && !amount.currency && valueOf(amount) < 1000;
    if (!isShort || before.unit < 1e6) return amount;
    if (!isInPlaceOf(before, text.slice(before.end, amount.start), words)) return amount;
    const { min, max } = amount;
    return { ...amount, min: min && min * before.unit, max: max && max * before.unit, big: true };
  });
}

/** 4万2 能3万5不, 你就说3万2能不能做: who haggles names prices. */
function isSmallPrice({ amount, named, before, clause }: Mention, haggles: boolean, { words }: Vocabulary): boolean {
  if (named || valueOf(amount) >= 1e5) return false;
  return haggles || (words['ask.any'].has(clause.text.replace('?', ' ')) && !words['capital.own'].has(before));
}

interface Candidate {
  readonly mention: Mention;
  /** Which of several companies is to hold the licence, where that is said. */
  readonly applicant: string | undefined;
}

function isCapital({ mention, applicant }: Candidate, pending: Pending, vocabulary: Vocabulary): boolean {
  const isApplicants = applicant !== undefined && mention.nearest.includes(applicant);
  return (
    isLargeEnough(mention, pending, vocabulary) &&
    !isRemarked(mention, vocabulary) &&
    !isOtherMoney(mention, vocabulary) &&
    (isApplicants || !isOthers(mention, vocabulary)) &&
    !isAlternative(mention, vocabulary) &&
    !isSecondRule(mention, vocabulary) &&
    (isObjectedTo(mention, vocabulary) || !isOnlyAsked(mention, pending, vocabulary))
  );
}

/** Bare numbers are only money after the question for it or the word for it. */
function isLargeEnough(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  const { amount, named } = mention;
  const value = valueOf(amount);
  if (value <= 0 || value >= mostCapital) return false;
  if (amount.big) return value >= (named || pending === 'capital' ? 10_000 : leastUnasked);
  if (amount.currency) return value >= (named ? 1 : (leastPriced[pending ?? ''] ?? 10_000));
  return isBareCapital(mention, pending, vocabulary);
}

/** No company in the country has so much. */
const mostCapital = 6e11;

/** 3万5做不做: what nobody asked for and no word calls capital is a price, if it is so small. */
const leastUnasked = 100_000;

/** From how much on a sum with a currency may be the capital; "金额 12345678 元" beside a number to call is none. */
const leastPriced: Readonly<Record<string, number>> = { capital: 10, contact: Infinity };

function isBareCapital(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  const { amount, named, after } = mention;
  const value = valueOf(amount);
  // 4008888888 is a hotline.
  if (value >= 1e9 && !named) return false;
  if (named) return after.trim().length < 8 || value >= 10_000;
  if (pending === 'capital') return value >= 100_000 || isBareAnswer(mention, vocabulary);
  return pending !== 'contact' && value >= 500_000 && value % 10_000 === 0;
}

/** 坐席从五十加到两百 answers something else. */
function isBareAnswer({ before, after, clause }: Mention, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  if (words['capital.other'].has(clause.text) || words['phone.used'].upTo(before, before.length) !== null) return false;
  return isAnswer(before, after, vocabulary) || isChanged(before, words);
}

/** 后来减到八百, 打错了是八百: a bare number behind these is the amount. */
const isChanged = (before: string, words: Vocabulary['words']): boolean =>
  words['correction.mark'].has(before) || words['capital.present'].has(before);

/** Nothing but hedges around it: 大概五百吧, "about 500". */
function isAnswer(before: string, after: string, { expression }: Vocabulary): boolean {
  const around = expression(hedges);
  return before.replace(around, '').trim().length <= 3 && after.replace(around, '').trim().length <= 1;
}

/** What may stand around an answer without making it anything else. */
const hedges = everywhere`${'capital.hedge'}`;

/** Fees, turnover, budgets; sums that only restate another one in renminbi. */
function isOtherMoney(mention: Mention, vocabulary: Vocabulary): boolean {
  const { words, expression } = vocabulary;
  const { before, after, named, clause } = mention;
  if (isRestated(mention, words)) return true;
  // "60 people and 8 million registered capital"
  if (/^ [a-z]/.test(after) && words['capital.name'].at(after, 0) !== null) return false;
  const verb = before.replace(expression(about), '');
  if (words['capital.other.before'].upTo(verb, verb.length) !== null) return true;
  if (!named && words['intent.price'].has(clause.text) && !words['capital.own'].has(before)) return true;
  return isBesideOther(mention, vocabulary);
}

function isBesideOther({ before, nearest, after }: Mention, { words }: Vocabulary): boolean {
  // An earlier clause only tells what the amount is when it ends on it: "预算 5万".
  const near = nearest === before ? before : nearest.slice(-6);
  const capitalAt = lastOf(words['capital.name'].all(near));
  const otherAt = lastOf(words['capital.other'].all(near));
  if (otherAt >= 0 || capitalAt >= 0) return capitalAt < otherAt;
  const following = words['capital.other'].find(after);
  return following !== null && following.start <= 8;
}

/** "HKD 5m (RMB 4.6m)", 折合一千四百万: the amount before it in another currency. */
function isRestated({ amount, before, behind }: Mention, words: Vocabulary['words']): boolean {
  if (behind === undefined) return false;
  return (
    words['capital.converted'].has(before) ||
    (behind !== null && behind !== 'CNY' && (amount.currency ?? 'CNY') === 'CNY' && /^[^()]{0,3}\(/.test(before))
  );
}

const about = grammar`(?:${'amount.about'}| )+$`;

/** 朋友公司注册资本两千万: somebody else's, unless our own stands nearer. */
function isOthers({ before, nearest, earlier }: Mention, { words, expression }: Vocabulary): boolean {
  // 合作方是中国公司，注册资本2000万
  if (words['capital.others.subject'].has(earlier.trim()) && !words['capital.own'].has(before)) return true;
  const othersAt = lastOf(words['capital.others'].all(nearest));
  if (othersAt < 0 || lastOf(words['capital.own'].all(nearest)) > othersAt) return false;
  return !expression(applying).test(`${earlier},${nearest}`);
}

/** 要申请的是我们的子公司，那家才五百万. */
const applying = grammar`${'applicant.applies'}[^,;。!?]{0,4}的(?:是|公司|主体)[^,;。!?]*[,;。!?]+${'applicant.one'}[^,;。!?]{0,8}$`;

/** "一千万是硬性要求吗" asks; "我们只有五百万够吗" tells as well. */
function isOnlyAsked(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const { before, after, named } = mention;
  const own = words['capital.own'].has(before);
  const rule = words['capital.rule'].has(`${before.slice(-12)} ${beginningOf(after)}`);
  if (rule) return !own || !named || words['capital.rule'].has(before);
  const answering = pending === 'capital';
  const asked = askedOf(mention, words);
  if (own || !isAsked(asked, answering, words)) return false;
  if (words['capital.enough'].has(asked)) return isDoubtedOnly(mention, answering, words);
  return !answering || !isDoubtfulAnswer(mention, vocabulary);
}

/** 注册资本五百万想办一个全国的多少钱: what is asked further on is not asked of the amount. */
function askedOf({ amount, clause }: Mention, words: Vocabulary['words']): string {
  const goesOn = words['capital.goes-on'].find(clause.text, Math.max(0, amount.end - clause.start));
  return clause.text.slice(0, goesOn?.start);
}

/** "一千万够吗"; 注册资本是五百万，这个够不够 tells first. */
function isDoubtedOnly({ before, after, amount }: Mention, answering: boolean, words: Vocabulary['words']): boolean {
  // 五百万的注册资本够不够: whatever company that is; 200万够不够拿全国的: what for.
  if (after.startsWith('的') && words['capital.name'].at(after, 1) !== null) return true;
  if (words['capital.enough.for'].has(after)) return true;
  const isStated = words['capital.stated'].upTo(before, before.length) !== null;
  const isSupposed = words['capital.supposed'].upTo(before, before.length) !== null;
  return isSupposed || (!isStated && (!answering || amount.min === null));
}

/** "10 million is what the agency told us": English takes more letters. */
const beginningOf = (after: string): string => after.slice(0, /^ ?[a-z]/.test(after) ? 40 : 10);

/** 全国的是不是要1000万,省内100万: what stands beside an amount that is asked about, for the other scope. */
function isSecondRule({ before, clause, earlier }: Mention, { words }: Vocabulary): boolean {
  const isRule = words['capital.rule'].has(earlier) && words['ask.any'].has(earlier);
  if (!isRule || words['capital.own'].has(before)) return false;
  return (['scope.provincial', 'scope.nationwide'] as const).some((list) => words[list].has(clause.text));
}

/** 写100万还是1000万好: neither is told. */
function isAlternative({ amount, before, after, clause }: Mention, { expression }: Vocabulary): boolean {
  const isSecond = amount.start - clause.start > before.length;
  return expression(orElse).test(after) || (isSecond && expression(elseOr).test(before));
}

const orElse = grammar`^ ?${'or'}`;
const elseOr = grammar`^ ?${'or'}$`;

/** After the question a mere question mark is doubt: "5 million?" */
const isAsked = (clause: string, answering: boolean, words: Vocabulary['words']): boolean =>
  words['ask.any'].has(answering ? clause.replace('?', ' ') : clause);

/** "五百万吧?" */
function isDoubtfulAnswer({ amount, before, clause }: Mention, vocabulary: Vocabulary): boolean {
  return isAnswer(before, clause.text.slice(amount.end - clause.start).replace('?', ''), vocabulary);
}

function moneyOf({ amount, kind }: Mention, mentions: readonly Mention[]): Money {
  const { min, max, below, big } = amount;
  const currency = amount.currency ?? 'CNY';
  // A bare 500 means 万.
  const factor = !big && currency === 'CNY' && valueOf(amount) < 10_000 ? 10_000 : 1;
  const both = mentions.some((one) => one.kind === 'paid-in') && mentions.some((one) => one.kind !== 'paid-in');
  return {
    min: min === null ? null : min * factor,
    max: max === null ? null : max * factor,
    ...(below && { below }),
    currency,
    kind: both ? 'subscribed' : kind,
  };
}
