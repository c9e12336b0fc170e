import type { Money } from '../../flows/command.ts';
import { amountsIn, type Amount } from './amount.ts';
import { lastOf, mentionsOf, type Mention } from './mention.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The capital of the company that asks: never fees, head counts, other firms' capital, or an amount that is only asked about. */
export function capitalIn(text: string, pending: Pending, vocabulary: Vocabulary): Money | null {
  const amounts = amountsIn(text, vocabulary).filter((amount) => !isCounted(text, amount, vocabulary));
  if (amounts.length === 0) return null;
  const mentions = mentionsOf(text, amounts, vocabulary).filter((mention) => isCapital(mention, pending, vocabulary));
  const chosen = choose(mentions, vocabulary);
  return chosen && moneyOf(chosen, mentions);
}

/** 50个坐席, 3名员工, 12个省, 第3, 2019年, 100%: numbers that count something else. */
function isCounted(text: string, amount: Amount, { words }: Vocabulary): boolean {
  if (amount.currency) return false;
  if (!amount.big && (valueOf(amount) < 10 || isPartOfWord(text, amount))) return true;
  return (
    words['capital.counter'].at(text, amount.end) !== null || words['capital.counter.before'].upTo(text, amount.start) !== null
  );
}

/** The 25 of B25, the 7 of 7x. 一定 and 一起 have too small a number for money anyway. */
function isPartOfWord(text: string, { start, end }: Amount): boolean {
  return /[a-z_\d./#\-@]$|\d:$/.test(text.slice(Math.max(0, start - 2), start)) || /[a-z_\d@]/.test(text[end] ?? '');
}

const valueOf = ({ max, min }: Amount): number => max ?? min ?? 0;

function isCapital(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  return (
    isLargeEnough(mention, pending, vocabulary) &&
    !isOtherMoney(mention, vocabulary) &&
    !isOthers(mention, vocabulary) &&
    !isAlternative(mention) &&
    !isOnlyAsked(mention, pending, vocabulary)
  );
}

/** Bare numbers are only money after the question for it or the word for it. */
function isLargeEnough(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  const { amount, named } = mention;
  const value = valueOf(amount);
  if (value <= 0 || value >= 1e13) return false;
  if (amount.big) return value >= 10_000;
  if (amount.currency) return value >= (named ? 1 : pending === 'capital' ? 10 : 10_000);
  return isBareCapital(mention, pending, vocabulary);
}

function isBareCapital({ amount, named, before, after }: Mention, pending: Pending, { words }: Vocabulary): boolean {
  const value = valueOf(amount);
  // 4008888888 is a hotline.
  if (value >= 1e9 && !named) return false;
  if (named) return after.trim().length < 8 || value >= 10_000;
  if (pending === 'capital')
    return value >= 100_000 || isAnswer(before, after) || changes.some((list) => words[list].has(before));
  return pending !== 'contact' && value >= 500_000 && value % 10_000 === 0;
}

/** 后来减到八百, 打错了是八百: a bare number behind these is the amount. */
const changes = ['correction.mark', 'capital.present'] as const;

/** Nothing but hedges around it: 大概五百吧, "about 500". */
function isAnswer(before: string, after: string): boolean {
  return before.replace(hedges, '').trim().length <= 3 && after.replace(hedges, '').trim().length <= 1;
}

/** What may stand around an answer without making it anything else. */
const hedges =
  /之间|中间|这个区间|估摸着?|有个|差不离|大致|貌似|似乎|印象中|我想想|(?:老板|会计|财务|他们|她|他|执照上?)(?:说|写)的?|大概|差不多|应该|可能|好像|左右|上下|吧|的样子|样子|我们|公司|就是|是|有|约|大约|估计|哦|啊|呀|呢|了|的|嗯|那个|这个|额|呃|也就|就|才|只|我|记得|印象|里|中|对|目前|现在|不对|哈|度|啦|喔|噢|左近|上落|about|around|roughly|approx(?:imately)?|maybe|i think|it's|it is|probably|say|we have|just|only|only|sorry|is|or so|the|答|回答|填|写/g;

/** Fees, turnover, budgets; sums that only restate another one in renminbi. */
function isOtherMoney(mention: Mention, { words }: Vocabulary): boolean {
  const { before, nearest, after, named, clause } = mention;
  const verb = before.replace(/(?:大概|大约|差不多|将近|约|about|around|roughly|nearly|almost|some|over| )+$/, '');
  if (words['capital.other.before'].upTo(verb, verb.length) !== null || words['capital.converted'].has(before)) return true;
  if (!named && words['intent.price'].has(clause.text) && !words['capital.own'].has(before)) return true;
  // An earlier clause only tells what the amount is when it ends on it: "预算 5万".
  const near = nearest === before ? before : nearest.slice(-6);
  const capitalAt = lastOf(words['capital.name'].all(near));
  const otherAt = lastOf(words['capital.other'].all(near));
  if (otherAt >= 0 || capitalAt >= 0) return capitalAt < otherAt;
  const following = words['capital.other'].find(after);
  return following !== null && following.start <= 8;
}

/** 朋友公司注册资本两千万: somebody else's, unless our own stands nearer. */
function isOthers({ nearest }: Mention, { words }: Vocabulary): boolean {
  const othersAt = lastOf(words['capital.others'].all(nearest));
  return othersAt >= 0 && lastOf(words['capital.own'].all(nearest)) <= othersAt;
}

/** "一千万是硬性要求吗" asks; "我们只有五百万够吗" tells as well. */
function isOnlyAsked(mention: Mention, pending: Pending, { words }: Vocabulary): boolean {
  const { clause, before, after, named } = mention;
  const own = words['capital.own'].has(before);
  const rule = words['capital.rule'].has(`${before.slice(-12)} ${after.slice(0, 10)}`);
  if (rule) return !own || !named || words['capital.rule'].has(before);
  const answering = pending === 'capital';
  if (own || !isAsked(clause.text, answering, words)) return false;
  if (words['capital.enough'].has(clause.text)) return !answering || named || mention.amount.min === null;
  return !answering || !isDoubtfulAnswer(mention);
}

/** 写100万还是1000万好: neither is told. */
function isAlternative({ amount, before, after, clause }: Mention): boolean {
  const isSecond = amount.start - clause.start > before.length;
  return /^ ?还是/.test(after) || (isSecond && /^ ?还是[写填]?$/.test(before));
}

/** After the question a mere question mark is doubt: "5 million?" */
const isAsked = (clause: string, answering: boolean, words: Vocabulary['words']): boolean =>
  words['ask.any'].has(answering ? clause.replace('?', ' ') : clause);

/** "五百万吧?" */
function isDoubtfulAnswer({ amount, before, clause }: Mention): boolean {
  return isAnswer(before, clause.text.slice(amount.end - clause.start).replace('?', ''));
}

/** Of several amounts the present one, and of subscribed and paid-in the subscribed one. */
function choose(mentions: readonly Mention[], vocabulary: Vocabulary): Mention | null {
  const subscribed = mentions.filter(({ kind }) => kind === 'subscribed');
  const open = mentions.filter(({ kind }) => kind !== 'paid-in');
  const candidates = [subscribed, open, mentions].find((some) => some.length > 0) ?? [];
  // Of equally present ones the last was said in full knowledge of the others.
  const scored = candidates.map((mention) => ({ mention, score: presence(mention, vocabulary) }));
  return scored.toReversed().toSorted((a, b) => b.score - a.score)[0]?.mention ?? null;
}

function presence({ nearest, after }: Mention, { words }: Vocabulary): number {
  if (words['capital.plan'].has(nearest)) return -2;
  // Beside 我们公司一千万, a subsidiary's capital is another one's; alone it is the applicant's.
  if (words['capital.others.beside'].has(nearest) && !words['capital.own'].has(nearest)) return -1;
  const former = lastOf(words['capital.former'].all(nearest));
  const present = lastOf(words['capital.present'].all(nearest));
  const corrected = words['correction.mark'].has(nearest) || words['correction.change'].has(nearest);
  if (corrected && present >= former) return 2;
  if (former > present || /^(?:的?时候|[增减变改])/.test(after)) return -1;
  return present > former ? 1 : 0;
}

function moneyOf({ amount, kind }: Mention, mentions: readonly Mention[]): Money {
  const { min, max, big } = amount;
  const currency = amount.currency ?? 'CNY';
  // A bare 500 means 万.
  const factor = !big && currency === 'CNY' && valueOf(amount) < 10_000 ? 10_000 : 1;
  const both = mentions.some((one) => one.kind === 'paid-in') && mentions.some((one) => one.kind !== 'paid-in');
  return {
    min: min === null ? null : min * factor,
    max: max === null ? null : max * factor,
    currency,
    kind: both ? 'subscribed' : kind,
  };
}
