import { numeralReader } from '../../understanding/numeral-reader.ts';
import { wordlist } from './wordlist.ts';
import { without } from '../../understanding/masking.ts';

/** A figure of a text in one spelling: "3-6 month", "10000000 CNY", "95xxx". It ends behind its unit. */
export interface Figure {
  readonly figure: string;
  readonly start: number;
  readonly end: number;
}

/** Every figure of a normalised text, in digits, Chinese numerals or English words; what cannot be told from a figure is one. */
export function figuresSaid(text: string): readonly Figure[] {
  const { idioms } = wordlist();
  const bare = text.replaceAll(idioms, (idiom) => ' '.repeat(idiom.length));
  const codes = Array.from(bare.matchAll(code), ({ index, 0: found }) => ({
    figure: found,
    start: index,
    end: index + found.length,
  }));
  const rest = without(bare, codes, ' ');
  return [...codes, ...ranged(rest, numbersIn(rest))].toSorted((a, b) => a.start - b.start);
}

/** 95XXX, 5G, A4: letters and digits in one. */
const code = /(?<![a-z\d])(?=[a-z]*\d+[a-z]|[a-z]+\d)[a-z\d]+/g;

interface Spoken {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  readonly start: number;
  readonly end: number;
}

function numbersIn(text: string): readonly Spoken[] {
  const readNumeral = numeralReader(text);
  const found: Spoken[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const numeral = readNumeral(index);
    if (!numeral) continue;
    const { factor, end } = sizeAt(text, numeral.end);
    found.push({ low: numeral.low * factor, high: numeral.high * factor, open: numeral.open, start: index, end });
    index = end - 1;
  }
  return found;
}

/** "10 million", "100k". */
function sizeAt(text: string, at: number): { factor: number; end: number } {
  const match = /^[ -]?(hundred|thousand|million|billion|k|m)(?![a-z])/.exec(text.slice(at, at + 12));
  return match ? { factor: sizes[match[1] as string] as number, end: at + match[0].length } : { factor: 1, end: at };
}

const sizes: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, k: 1e3, m: 1e6 };

/** "3–6", "三到六" and "three to six" are one figure with a unit behind it. */
function ranged(text: string, spoken: readonly Spoken[]): readonly Figure[] {
  const figures: Figure[] = [];
  for (let index = 0; index < spoken.length; index += 1) {
    const first = spoken[index] as Spoken;
    const second = spoken[index + 1];
    const isRange = second !== undefined && /^ ?(?:-|~|至|到|to) ?$/.test(text.slice(first.end, second.start));
    if (isRange) index += 1;
    figures.push(figureOf(text, first, isRange ? second : first));
  }
  return figures;
}

function figureOf(text: string, from: Spoken, to: Spoken): Figure {
  const { unitAfter, unitBefore } = wordlist();
  const after = unitAfter(text, to.end);
  const [low, high] = [from.low, to.high];
  // 一千万以上: nothing but money comes in such amounts.
  const unit = unitBefore(text, from.start) || after.unit || (low >= 100_000 ? 'CNY' : '');
  const span = low === high ? String(low) : `${low}-${high}`;
  return { figure: `${span}${from.open || to.open ? '+' : ''} ${unit}`.trim(), start: from.start, end: after.end };
}
