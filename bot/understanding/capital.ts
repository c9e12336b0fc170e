import type { Money } from '../../flows/command.ts';
import { amountsIn, type Amount } from './amount.ts';
import { clausesOf, type Clause } from './clauses.ts';
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

/** Words farther away are about something else. */
const nearby = 60;

type Kind = 'subscribed' | 'paid-in' | null;

interface Mention {
  readonly amount: Amount;
  readonly clause: Clause;
  /** From the amount before (or the clause's beginning) to this one. */
  readonly before: string;
  /** From this amount to the next one or the clause's end. */
  readonly after: string;
  /** The clause before, when it holds no amount: "预算 5万". */
  readonly lead: string;
  /** The word for capital stands next to it. */
  readonly named: boolean;
  readonly kind: Kind;
}

function mentionsOf(text: string, amounts: readonly Amount[], vocabulary: Vocabulary): Mention[] {
  const clauses = clausesOf(text);
  const mentions: Mention[] = [];
  for (const [index, amount] of amounts.entries()) {
    const place = clauses.findIndex((clause) => amount.start < clause.end && amount.end > clause.start);
    const clause = clauses[place];
    if (!clause) continue;
    const previous = amounts[index - 1];
    const next = amounts[index + 1];
    const before = text.slice(Math.max(clause.start, previous?.end ?? 0, amount.start - nearby), amount.start);
    const after = text.slice(amount.end, next && next.start < clause.end ? next.start : Math.max(clause.end, amount.end));
    const earlier = clauses[place - 1];
    const lead = earlier && (!previous || previous.end <= earlier.start) ? earlier.text.slice(-nearby) : '';
    const follows = next !== undefined && next.start < clause.end;
    const rest = next ? '' : text.slice(amount.end, amount.end + 24);
    mentions.push({
      amount,
      clause,
      before,
      after,
      lead,
      ...namedAs({ before, after, lead, rest, next: follows ? text.slice(next.end, next.end + 6) : null }, vocabulary),
    });
  }
  return mentions;
}

interface Around {
  readonly before: string;
  readonly after: string;
  readonly lead: string;
  /** What stands behind the next amount of the clause. */
  readonly next: string | null;
  /** What follows in the next clauses up to the next amount. */
  readonly rest: string;
}

/** The nearest word before the amount says what it is; failing that the one after it. */
function namedAs({ before, after, lead, rest, next }: Around, { words }: Vocabulary): { named: boolean; kind: Kind } {
  const nearest = before.trim() === '' ? lead : before;
  const named =
    words['capital.name'].has(nearest) || words['capital.name'].has(after.slice(0, 12)) || words['capital.name'].has(lead);
  const kindOf = (part: string): Kind => {
    if (words['capital.not-paid'].has(part)) return words['capital.subscribed'].has(part) ? 'subscribed' : null;
    const subscribed = lastOf(words['capital.subscribed'].all(part));
    const paid = lastOf(words['capital.paid'].all(part));
    return subscribed < 0 && paid < 0 ? null : paid > subscribed ? 'paid-in' : 'subscribed';
  };
  // "2000万(实缴300万)": the word belongs to the amount that follows it, unless that one has its own behind it.
  const own = next === null || kindOf(next) !== null ? after : '';
  return { named, kind: kindOf(nearest) ?? kindOf(own) ?? kindOf(rest) };
}

const lastOf = (found: readonly { start: number }[]): number => found.at(-1)?.start ?? -1;

/** 50个坐席, 3名员工, 12个省, 第3, 2019年, 100%: numbers that count something else. */
function isCounted(text: string, amount: Amount, { words }: Vocabulary): boolean {
  if (amount.currency) return false;
  // 一定, 一起, 第一: no word of money has so small a number by itself.
  if (!amount.big && (amount.max ?? amount.min ?? 0) < 10) return true;
  if (!amount.big && /[a-z_\d.:/#\-@]/.test(text[amount.start - 1] ?? '')) return true;
  if (!amount.big && /^[a-z_\d@]/.test(text.slice(amount.end))) return true;
  return (
    words['capital.counter'].at(text, amount.end) !== null || words['capital.counter.before'].upTo(text, amount.start) !== null
  );
}

function isCapital(mention: Mention, pending: Pending, vocabulary: Vocabulary): boolean {
  return (
    isLargeEnough(mention, pending, vocabulary) &&
    !isOtherMoney(mention, vocabulary) &&
    !isOthers(mention, vocabulary) &&
    !isOnlyAsked(mention, pending, vocabulary)
  );
}

/** Bare numbers are only money after the question for it or the word for it. */
function isLargeEnough({ amount, named, before, after }: Mention, pending: Pending, { words }: Vocabulary): boolean {
  const value = amount.max ?? amount.min ?? 0;
  if (value <= 0 || value >= 1e13) return false;
  if (amount.big) return value >= 10_000;
  if (amount.currency) return value >= 10_000 || named || (pending === 'capital' && value >= 10);
  if (value < 10) return false;
  if (named) return after.trim().length < 8 || value >= 10_000;
  if (pending === 'capital') return isAnswer(before, after) || value >= 100_000 || words['correction.mark'].has(before);
  return pending !== 'contact' && value >= 500_000 && value % 10_000 === 0;
}

/** Nothing but hedges around it: 大概五百吧, "about 500". */
function isAnswer(before: string, after: string): boolean {
  return before.replace(hedges, '').trim().length <= 3 && after.replace(hedges, '').trim().length <= 1;
}

const hedges =
  /(?:老板|会计|财务|他们|她|他|执照上?)(?:说|写)的?|大概|差不多|应该|可能|好像|左右|上下|吧|的样子|样子|我们|公司|就是|是|有|约|大约|估计|哦|啊|呀|呢|了|的|嗯|那个|这个|额|呃|也就|就|才|只|我|记得|印象|里|中|对|目前|现在|不对|哈|度|啦|喔|噢|左近|上落|about|around|roughly|approx(?:imately)?|maybe|i think|it's|it is|probably|say|we have|just|only|only|sorry|is|or so|the|答|回答|填|写/g;

function isOtherMoney({ before, after, lead, named, amount, clause }: Mention, { words }: Vocabulary): boolean {
  if (words['capital.other.before'].upTo(before, before.length) !== null || words['capital.converted'].has(before)) return true;
  const other = words['capital.other'];
  if (!named && words['intent.price'].has(clause.text) && !words['capital.own'].has(before)) return true;
  const nearest = before.trim() === '' ? lead.slice(-6) : before;
  const otherAt = lastOf(other.all(nearest));
  if (otherAt >= 0) return lastOf(words['capital.name'].all(nearest)) < otherAt;
  if (named && words['capital.name'].has(before)) return false;
  const following = other.find(after);
  if (following && following.start <= 8) return true;
  return !amount.big && !named && other.has(clause.text);
}

/** 朋友公司注册资本两千万: somebody else's, unless our own stands nearer. */
function isOthers({ before, lead }: Mention, { words }: Vocabulary): boolean {
  const nearest = before.trim() === '' ? lead : before;
  const othersAt = lastOf(words['capital.others'].all(nearest));
  return othersAt >= 0 && lastOf(words['capital.own'].all(nearest)) < othersAt;
}

/** "一千万是硬性要求吗" asks; "我们只有五百万够吗" tells as well. */
function isOnlyAsked({ clause, before, after, named, amount }: Mention, pending: Pending, { words }: Vocabulary): boolean {
  const own = words['capital.own'].has(before);
  const rule = words['capital.rule'].has(`${before.slice(-12)} ${after.slice(0, 10)}`);
  const asked = words['ask.any'].has(clause.text.replace('?', pending === 'capital' ? ' ' : '?'));
  if (rule) return !(own && named && !words['capital.rule'].has(before));
  if (!asked) return false;
  if (own) return false;
  const enough = words['capital.enough'].has(clause.text);
  if (enough) return !(pending === 'capital' && !named);
  return !(pending === 'capital' && isAnswer(before, clause.text.slice(amount.end - clause.start).replace('?', '')));
}

/** Of several amounts the present one, and of subscribed and paid-in the subscribed one. */
function choose(mentions: readonly Mention[], vocabulary: Vocabulary): Mention | null {
  if (mentions.length < 2) return mentions[0] ?? null;
  const subscribed = mentions.filter(({ kind }) => kind === 'subscribed');
  const open = mentions.filter(({ kind }) => kind !== 'paid-in');
  const candidates = subscribed.length > 0 ? subscribed : open.length > 0 ? open : mentions;
  const scored = candidates.map((mention, index) => ({ mention, score: presence(mention, vocabulary) + index * 0.01 }));
  return scored.toSorted((a, b) => b.score - a.score)[0]?.mention ?? null;
}

function presence({ before, after, lead }: Mention, { words }: Vocabulary): number {
  const nearest = before.trim() === '' ? lead : before;
  if (words['capital.plan'].has(nearest)) return -2;
  const former = lastOf(words['capital.former'].all(nearest));
  const present = lastOf(words['capital.present'].all(nearest));
  const corrected = words['correction.mark'].has(nearest) || words['correction.change'].has(nearest);
  if (corrected && present >= former) return 2;
  if (former > present || /^的?时候|^增|^减|^(?:变|改)/.test(after)) return -1;
  return present > former ? 1 : 0;
}

function moneyOf(chosen: Mention, mentions: readonly Mention[]): Money {
  const { amount } = chosen;
  const inWan = !amount.big && (!amount.currency || amount.currency === 'CNY') && (amount.max ?? amount.min ?? 0) < 10_000;
  const factor = inWan ? 10_000 : 1;
  const both = mentions.some(({ kind }) => kind === 'paid-in') && mentions.some(({ kind }) => kind !== 'paid-in');
  return {
    min: amount.min === null ? null : amount.min * factor,
    max: amount.max === null ? null : amount.max * factor,
    currency: amount.currency ?? 'CNY',
    kind: both ? 'subscribed' : chosen.kind,
  };
}
