import { englishBeginning, englishNumeralAt } from './english-numeral.ts';
import { beginsNumeral, numeralAt, type Numeral } from './numeral.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A number in a message that may be money. What it means is not decided here. */
export interface Amount {
  readonly start: number;
  readonly end: number;
  readonly min: number | null;
  readonly max: number | null;
  /** ISO 4217, when it was named. */
  readonly currency: string | null;
  /** Said with 万, 亿, million or the like. */
  readonly big: boolean;
}

/** Every number of a normalised message, ranges and bounds included, in the order in which they stand. */
export function amountsIn(text: string, vocabulary: Vocabulary): readonly Amount[] {
  const spoken = numbersIn(text, vocabulary);
  const found: Amount[] = [];
  for (let index = 0; index < spoken.length; index += 1) {
    const first = spoken[index] as Spoken;
    const second = spoken[index + 1];
    const range = second && rangeOf(text, first, second);
    if (range) index += 1;
    found.push(bounded(text, range ?? first, vocabulary));
  }
  return found;
}

/** A number before bounds are looked at. `scale` is what its unit multiplies by (百万 in 五百万), `unit` the 万 in it. */
interface Spoken extends Amount {
  readonly min: number;
  readonly max: number;
  readonly open: boolean;
  readonly scale: number;
}

function numbersIn(text: string, vocabulary: Vocabulary): Spoken[] {
  const found: Spoken[] = [];
  const words = [...text.slice(0, 1000).matchAll(englishBeginning)].map((match) => match.index);
  let taken = 0;
  for (let index = 0; index < text.length && found.length < most; index += 1) {
    const numeral = words.includes(index)
      ? englishNumeralAt(text, index)
      : beginsNumeral(text[index] as string)
        ? numeralAt(text, index)
        : null;
    if (!numeral) continue;
    const spoken = spokenAt(text, { index, numeral, taken }, vocabulary);
    found.push(spoken);
    taken = spoken.end;
    index = Math.max(index, spoken.end - 1);
  }
  return found;
}

/** Nobody states more; a wall of digits is not worth reading to its end. */
const most = 24;

interface Place {
  readonly index: number;
  readonly numeral: Numeral;
  /** Up to here the text belongs to the number before. */
  readonly taken: number;
}

function spokenAt(text: string, { index, numeral, taken }: Place, vocabulary: Vocabulary): Spoken {
  const prefix = vocabulary.currencyBefore(text, index, taken);
  let size = sizeAt(text, numeral.end);
  const suffix = vocabulary.currencyAfter(text, size.end);
  const isPrefixOfNext = suffix !== null && suffix.spaced && /\d/.test(text[suffix.end] ?? '');
  const named = prefix?.currency ?? (isPrefixOfNext ? null : (suffix?.currency ?? null));
  let end = suffix && !isPrefixOfNext && (!prefix || !/^ ?\d/.test(text.slice(suffix.end))) ? suffix.end : size.end;
  if (size.factor === 1 && end !== size.end) {
    size = sizeAt(text, end); // "75 USD million"
    end = size.end;
  }
  const cents = named && !prefix ? centsAt(text, end, vocabulary) : null;
  const low = numeral.low * size.factor + (cents?.value ?? 0);
  const spread = (numeral.high - numeral.low) * size.factor;
  return {
    start: prefix?.start ?? index,
    end: cents?.end ?? end,
    min: low,
    max: low + spread,
    open: numeral.open,
    currency: named,
    big: numeral.big || size.factor > 1,
    scale: size.factor > 1 ? size.factor : scaleOf(text.slice(index, numeral.end)),
  };
}

const sizeWord =
  / ?(?:(thousand|k|grand)|(million|millions|mln|mio|mil|mn|mm|m)|(billion|bn|b)|([玩碗完腕晚湾丸挽])|(球)(?![\u4e00-\u9fff]))(?![a-z]|(?<=[玩碗完腕晚湾丸挽])[^\s,;。!?])| ?(m)(?=usd|rmb|cny|hkd|eur)/y;

/** The size word after a number; 玩 and its like are what 万 becomes when typed in a hurry, at the end of a clause only. */
function sizeAt(text: string, at: number): { factor: number; end: number } {
  sizeWord.lastIndex = at;
  const match = sizeWord.exec(text);
  if (!match) return { factor: 1, end: at };
  const factor = match[1] ? 1e3 : match[2] || match[5] || match[6] ? 1e6 : match[3] ? 1e9 : 1e4;
  return { factor, end: sizeWord.lastIndex };
}

const han = /[零〇一二三四五六七八九\d]/;
const cent = /又?(?: ?)([\d一二两三四五六七八九十]{1,3})(角|毛|分|美分)(?:([\d一二两三四五六七八九十]{1,3})分)?/y;

function centsAt(text: string, at: number, vocabulary: Vocabulary): { value: number; end: number } | null {
  const short = /^ (\d{2})(?![\d,%]|\.\d)/.exec(text.slice(at, at + 5));
  if (short && !vocabulary.currencyAfter(text, at + 3)) return { value: Number(short[1]) / 100, end: at + 3 };
  if (!han.test(text[at] ?? '') && text[at] !== '又') return null;
  cent.lastIndex = at;
  const match = cent.exec(text);
  if (!match) return null;
  const first = (numeralAt(match[1] as string, 0)?.low ?? 0) / (match[2] === '角' || match[2] === '毛' ? 10 : 100);
  const second = match[3] ? (numeralAt(match[3], 0)?.low ?? 0) / 100 : 0;
  return { value: first + second, end: cent.lastIndex };
}

function scaleOf(words: string): number {
  const match = /([十百千]?)(?:(万|w)|(亿))$/.exec(words);
  if (!match) return 1;
  const small = { 十: 10, 百: 100, 千: 1000 }[match[1] ?? ''] ?? 1;
  return small * (match[2] ? 1e4 : 1e8);
}

/** 300到500万, 三到五百万, "3 to 5 million": the unit of the second number is meant for the first too. */
function rangeOf(text: string, first: Spoken, second: Spoken): Spoken | null {
  if (!/^ ?(?:-+|~+|到|至|to|and|、|或者?|or) ?(?:是)?$/.test(text.slice(first.end, second.start))) return null;
  if (
    /^ ?and ?$/.test(text.slice(first.end, second.start)) &&
    !/between $/.test(text.slice(Math.max(0, first.start - 8), first.start))
  )
    return null;
  const factor =
    first.big || !second.big ? 1 : first.max < 10 || second.scale < 1e5 ? second.scale : second.scale >= 1e8 ? 1e8 : 1e4;
  const min = first.min * factor;
  if (min >= second.max) return null;
  return { ...second, start: first.start, min, currency: second.currency ?? first.currency, big: first.big || second.big };
}

/** "at least", 以上, 不到, 以内 … right before or after the number. */
function bounded(text: string, spoken: Spoken, { words }: Vocabulary): Amount {
  const { start, currency, big } = spoken;
  const after = words['bound.least.after'].at(text, spoken.end) ?? words['bound.most.after'].at(text, spoken.end);
  const end = after ?? spoken.end;
  const amount = { start, end, currency, big, min: spoken.min, max: spoken.max };
  const lead =
    start -
    (/(?:也就|就|也|是|有|个|才|只|大概|大约|差不多|能有|a|of|is|about|around| )*$/.exec(
      text.slice(Math.max(0, start - 12), start),
    )?.[0].length ?? 0);
  if (words['bound.most.before'].upTo(text, start) !== null || words['bound.most.before'].upTo(text, lead) !== null)
    return { ...amount, min: null };
  if (words['bound.least.before'].upTo(text, start) !== null || words['bound.least.before'].upTo(text, lead) !== null)
    return { ...amount, max: null };
  if (after === null) return spoken.open ? { ...amount, max: null } : amount;
  return words['bound.least.after'].at(text, spoken.end) === null ? { ...amount, min: null } : { ...amount, max: null };
}
