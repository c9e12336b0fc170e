import { grammar } from './grammar.ts';
import { numeralAt, type Numeral } from './numeral.ts';
import { numeralReader } from './numeral-reader.ts';
import type { Matcher } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A number in a message that may be money. What it means is not decided here. */
export interface Amount {
  readonly start: number;
  readonly end: number;
  readonly min: number | null;
  readonly max: number | null;
  /** It is less than `max`, as in 不到一千万. */
  readonly below?: true;
  /** ISO 4217, when it was named. */
  readonly currency: string | null;
  /** Said with 万, 亿, million or the like. */
  readonly big: boolean;
  /** What a unit that stands for itself multiplies by: million; 1 for any other. */
  readonly unit: number;
}

/** Every number of a normalised message, ranges and bounds included, in the order in which they stand. */
export function amountsIn(text: string, vocabulary: Vocabulary): readonly Amount[] {
  const spoken = numbersIn(text, vocabulary);
  const found: Amount[] = [];
  for (let index = 0; index < spoken.length; index += 1) {
    const first = spoken[index] as Spoken;
    const second = spoken[index + 1];
    const range = second && rangeOf(text, { first, second }, vocabulary);
    if (range) index += 1;
    const amount = bounded(text, range ?? first, vocabulary);
    const before = found.at(-1);
    if (before && isUpperEnd(text, { before, amount }, vocabulary))
      found[found.length - 1] = { ...amount, ...lowerEndOf(before) };
    else found.push(amount);
  }
  return found;
}

/** 一千万以上两千万以下, 不低于五百万、不超过八百万: two bounds with nothing between them are the ends of a range. */
function isUpperEnd(text: string, { before, amount }: { before: Amount; amount: Amount }, { words }: Vocabulary): boolean {
  if (before.min === null || before.max !== null || amount.min !== null || amount.max === null) return false;
  const end = words['bound.most.before'].upTo(text, amount.start) ?? amount.start;
  return before.min < amount.max && /^[,、 ]*$/.test(text.slice(before.end, Math.max(before.end, end)));
}

const lowerEndOf = ({ start, min, currency }: Amount): Partial<Amount> => ({ start, min, ...(currency && { currency }) });

/** A number before bounds are looked at. `scale` is what its unit multiplies by: 百万 in 五百万. */
interface Spoken extends Omit<Amount, 'unit' | 'below'> {
  readonly min: number;
  readonly max: number;
  readonly open: boolean;
  readonly scale: number;
  /** The unit stands for itself, as million does: it is never a part of 百万. */
  readonly whole: boolean;
}

function numbersIn(text: string, vocabulary: Vocabulary): Spoken[] {
  const found: Spoken[] = [];
  const readNumeral = numeralReader(text, 1000);
  let taken = 0;
  for (let index = 0; index < text.length && found.length < mostNumbers; index += 1) {
    const numeral = readNumeral(index);
    if (!numeral) continue;
    const spoken = spokenAt(text, { index, numeral, taken }, vocabulary);
    found.push(spoken);
    taken = spoken.end;
    index = Math.max(index, spoken.end - 1);
  }
  return found;
}

/** Nobody states more; a wall of digits is not worth reading to its end. */
const mostNumbers = 24;

interface Place {
  readonly index: number;
  readonly numeral: Numeral;
  /** Up to here the text belongs to the number before. */
  readonly taken: number;
}

function spokenAt(text: string, { index, numeral, taken }: Place, vocabulary: Vocabulary): Spoken {
  const prefix = vocabulary.currencies.before(text, index, taken);
  const { factor, currency, end } = unitsAt(text, numeral.end, { prefixed: prefix !== null, vocabulary });
  const cents = currency && !prefix ? centsAt(text, end, vocabulary) : { value: 0, end };
  const named = prefix?.currency ?? currency;
  const min = numeral.low * (named ? groupOf(text.slice(index, numeral.end), factor) : factor) + cents.value;
  return {
    start: prefix ? prefix.start : index,
    end: cents.end,
    min,
    max: min + (numeral.high - numeral.low) * factor,
    open: numeral.open,
    currency: named,
    big: numeral.big || factor > 1,
    scale: factor > 1 ? factor : scaleOf(text.slice(index, numeral.end)),
    whole: factor > 1 || /[a-z]{3}$/.test(text.slice(index, numeral.end)),
  };
}

/** "250.000 EUR": beside a currency three digits behind a point are thousands. */
const groupOf = (words: string, factor: number): number => (factor === 1 && /^\d{1,3}\.\d{3}$/.test(words) ? 1000 : factor);

interface Suffixed {
  /** The number stands behind a currency already. */
  readonly prefixed: boolean;
  readonly vocabulary: Vocabulary;
}

/** "million USD" or "USD million", whichever way round. */
function unitsAt(text: string, at: number, about: Suffixed): { factor: number; currency: string | null; end: number } {
  const near = sizeAt(text, at);
  const suffix = suffixAt(text, near.end, about);
  if (!suffix) return { ...near, currency: null };
  const { currency, end } = suffix;
  return near.factor > 1 ? { factor: near.factor, currency, end } : { ...sizeAt(text, end), currency };
}

/** The currency behind a number, unless it stands before the next one: "3 USD50", "rmb 10 usd 20". */
function suffixAt(text: string, at: number, { prefixed, vocabulary }: Suffixed): { currency: string; end: number } | null {
  const suffix = vocabulary.currencies.after(text, at);
  if (!suffix) return null;
  const opensNext = suffix.spaced && /\d/.test(text[suffix.end] ?? '');
  return opensNext || (prefixed && /^ ?\d/.test(text.slice(suffix.end, suffix.end + 2))) ? null : suffix;
}

const sizeWord =
  / ?(?:-?ish )?(?:(thousand|k|grand)|(m[il]{2,5}[io]{1,3}ns?|mills?|mln|mio|mil|mn|mm|m)|(billion|bn|b)|([玩碗完腕晚湾丸挽])|(球)(?=[^\u4e00-\u9fff]|[港人美度左咋啦水这上]|$))(?![a-z]|(?<=[玩碗完腕晚湾丸挽])[^\s,;。!?])| ?(m)(?=usd|rmb|cny|hkd|eur)| ?(\((?:in|unit:?) (?:rmb |cny )?(?:ten thousands?|10k|10,000s?)[^)\d]{0,9}\))| ?(?:(crores?|cr)|(lakhs?|lacs?))(?![a-z])|(?<=\d) ?(?:(?:x|\*|times) ?)?(ten[ -]thousands?)(?![a-z])/y;

/** "8 and 10, million of course", "8 (million)", "twelve... million": the size word may come as an afterthought. */
const sizeBehind =
  /(?:,|\.{2,}|…+| -)? ?\(?(?:in |as in |that's )?(?:(thousands?)|(millions?)|(billions?))\)?(?=$|[,;.!?)]| (?:of course|obviously|i mean|that is|rmb|yuan|cny|usd))/y;

/** The size word after a number, 万 as "ten thousand" too; 玩 and its like are what 万 becomes when typed in a hurry, at the end of a clause only. */
function sizeAt(text: string, at: number): { factor: number; end: number } {
  for (const words of [sizeWord, sizeBehind]) {
    words.lastIndex = at;
    const match = words.exec(text);
    if (match) return { factor: factors[match.slice(1).findIndex((word) => word !== undefined)] ?? 1, end: words.lastIndex };
  }
  return { factor: 1, end: at };
}

/** In the order of the groups of `sizeWord`. */
const factors = [1e3, 1e6, 1e9, 1e4, 1e6, 1e6, 1e4, 1e7, 1e5, 1e4];

const cent = /又?([\d一二两三四五六七八九十]{1,3})(角|毛|分|美分)(?:([\d一二两三四五六七八九十]{1,3})分)?/y;

function centsAt(text: string, at: number, vocabulary: Vocabulary): { value: number; end: number } {
  const short = /^ (\d{2})(?![\d,%]|\.\d)/.exec(text.slice(at, at + 5));
  if (short && !vocabulary.currencies.after(text, at + 3)) return { value: Number(short[1]) / 100, end: at + 3 };
  cent.lastIndex = at;
  const match = cent.exec(text);
  if (!match) return { value: 0, end: at };
  const tenths = match[2] === '角' || match[2] === '毛';
  return { value: valueOf(match[1]) / (tenths ? 10 : 100) + valueOf(match[3]) / 100, end: cent.lastIndex };
}

const valueOf = (words: string | undefined): number => (words ? (numeralAt(words, 0)?.low ?? 0) : 0);

function scaleOf(words: string): number {
  const english = / ?(thousand|million|billion|crore|lakh)$/.exec(words)?.[1];
  if (english) return { thousand: 1e3, million: 1e6, billion: 1e9, crore: 1e7, lakh: 1e5 }[english] ?? 1;
  const match = /([十百千]?)(?:(万|w|wan)|(亿|yi))$/.exec(words);
  if (!match) return 1;
  const small = { 十: 10, 百: 100, 千: 1000 }[match[1] ?? ''] ?? 1;
  return small * (match[2] ? 1e4 : 1e8);
}

/** 300到500万, 三到五百万, "3 to 5 million": the unit of the second number is meant for the first too. */
function rangeOf(text: string, { first, second }: { first: Spoken; second: Spoken }, vocabulary: Vocabulary): Spoken | null {
  const between = text.slice(first.end, second.start).trim();
  const around = { before: text.slice(Math.max(0, first.start - 24), first.start), after: text.slice(second.end) };
  if (!isJoint(between, around, vocabulary) && !isRecalled(between, around.after, vocabulary)) return null;
  const min = first.min * (first.big || !second.big ? 1 : sharedScale(first, second));
  if (min >= second.max) return null;
  return { ...second, start: first.start, min, currency: second.currency ?? first.currency, big: first.big || second.big };
}

function isJoint(between: string, { before, after }: { before: string; after: string }, { expression }: Vocabulary): boolean {
  if (pairing.test(between)) return expression(opened).test(before) || /^[元块]?[之中]间/.test(after);
  if (between === 'to') return !expression(raised).test(before);
  return expression(joint).test(between);
}

/** "Between 5 and 8", 介于五百万和八百万之间: words that join two amounts to a range only where others say that it is one. */
const pairing = /^(?:and?|&|n|和|跟|与|同)$/;
const opened = grammar`${'amount.between'} ?(?:${'amount.about'} ?)*$`;

/** 200还是300万来着: who does not remember which tells of both, and 写200还是300万好 of neither. */
const isRecalled = (between: string, after: string, { words }: Vocabulary): boolean =>
  between === '还是' && words['amount.recalled'].at(after, 0) !== null;

const joint = grammar`^(?:-+|~+|、|${'amount.range'}) ?是?$`;

/** "Increased from 5 million to 10" tells of two amounts, not of a range. */
const raised = grammar`${'amount.raised'}(?: \w+){0,4} from $`;

/** 三到五百万 shares 百万, 三百到五百万 only 万. */
function sharedScale(first: Spoken, second: Spoken): number {
  if (first.max < 10 || second.scale < 1e5 || second.whole) return second.scale;
  return second.scale >= 1e8 ? 1e8 : 1e4;
}

/** "at least", 以上, 不到, 以内 … right before or after the number. */
function bounded(text: string, spoken: Spoken, { words, expression }: Vocabulary): Amount {
  const { start, currency, big, min, max, open, whole, scale } = spoken;
  const least = words['bound.least.after'].at(text, spoken.end);
  const most = words['bound.most.after'].at(text, spoken.end);
  const amount = { start, end: least ?? most ?? spoken.end, currency, big, min, max, unit: whole ? scale : 1 };
  // 不低于 ends with 低于, and "not less than" with "less than": the longer one is meant.
  const mostAt = begunBefore(text, start, { bound: words['bound.most.before'], expression });
  const leastAt = begunBefore(text, start, { bound: words['bound.least.before'], expression });
  if (mostAt < leastAt) return { ...amount, min: null, ...belowIn(text.slice(mostAt, start), words) };
  if (leastAt < mostAt) return { ...amount, max: null };
  if (least === null && most !== null) return { ...amount, min: null, ...belowIn(text.slice(spoken.end, most), words) };
  return least !== null || open ? { ...amount, max: null } : amount;
}

/** 不到一千万 is less than that, 最多一千万 may be as much. */
const belowIn = (bound: string, words: Vocabulary['words']): Pick<Amount, 'below'> =>
  words['bound.below'].has(bound) ? { below: true } : {};

/** Where the bound right before a number begins; Infinity without any. */
function begunBefore(
  text: string,
  start: number,
  { bound, expression }: Pick<Vocabulary, 'expression'> & { readonly bound: Matcher },
): number {
  const hedged = expression(hedge).exec(text.slice(Math.max(0, start - 12), start))?.[0].length ?? 0;
  return bound.upTo(text, start) ?? bound.upTo(text, start - hedged) ?? Infinity;
}

/** Words that may stand between a bound and its number: 最多也就五十万. */
const hedge = grammar`(?:${'amount.hedge'}| )*$`;
