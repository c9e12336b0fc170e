import type { Numeral } from './numeral.ts';

/** Reads a number in English words: "ten", "five hundred thousand", "half a million", "one and a half", "three quarters". */
export function englishNumeralAt(text: string, start: number): Numeral | null {
  const reading = { total: 0, sum: 0, last: 0, decimal: 0, seen: false, big: false, end: start };
  word.lastIndex = start;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const name = match[1] as string;
    const rest = text.slice(word.lastIndex, word.lastIndex + 8);
    // "Half of a million" is one number, "half of ten million" a part of one.
    if (name === 'of' && !rest.startsWith('a ')) break;
    if (name === 'and' ? !isInside(reading, rest) : !take(reading, name)) break;
    if (!loose.has(name)) reading.end = word.lastIndex - (match[2] as string).length;
  }
  if (!reading.seen) return null;
  const value = reading.total + reading.sum;
  return { low: value, high: value, open: false, big: reading.big, end: reading.end };
}

/** Words that end no number. */
const loose: ReadonlySet<string> = new Set(['and', 'a', 'point']);

/** "One hundred and ten" and "one and a half" are one number, "one and two million" are two. */
function isInside({ big, sum }: Reading, rest: string): boolean {
  return big || sum >= 100 || /^(?:a |half|quarter|three quarter)/.test(rest);
}

interface Reading {
  total: number;
  sum: number;
  last: number;
  /** What the next word counts for behind a point; 0 before one. */
  decimal: number;
  seen: boolean;
  big: boolean;
}

function take(reading: Reading, name: string): boolean {
  const size = sizes[name];
  if (size !== undefined) return takeSize(reading, size);
  const value = values[name];
  if (value !== undefined) return add(reading, value);
  if (name === 'point') return takePoint(reading);
  if (name === 'half') return takeHalf(reading);
  if (name.startsWith('quarter')) return takeQuarters(reading);
  return true; // "a", "an", "of"
}

function takeQuarters(reading: Reading): boolean {
  reading.sum = (reading.sum || 1) / 4;
  reading.seen = true;
  return true;
}

function add(reading: Reading, value: number): boolean {
  // "Two-fifty" is 250.
  if (reading.decimal === 0 && reading.last === 0 && reading.sum > 0 && reading.sum < 10 && value >= 20) reading.sum *= 100;
  reading.sum += reading.decimal > 0 ? value * reading.decimal : value;
  reading.decimal /= 10;
  reading.seen = true;
  return true;
}

/** "One point five million". */
function takePoint(reading: Reading): boolean {
  reading.decimal = 0.1;
  return reading.seen;
}

function takeSize(reading: Reading, size: number): boolean {
  reading.seen = true;
  reading.decimal = 0;
  if (size === 100) {
    reading.sum = (reading.sum || 1) * 100;
    return true;
  }
  reading.total =
    size > reading.last && reading.last > 0 ? (reading.total + reading.sum) * size : reading.total + (reading.sum || 1) * size;
  reading.sum = 0;
  reading.last = size;
  reading.big = true;
  return true;
}

function takeHalf(reading: Reading): boolean {
  if (reading.last > 0) reading.total += reading.last / 2;
  else reading.sum += 0.5;
  reading.seen = true;
  return true;
}

const sizes: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  grand: 1e3,
  million: 1e6,
  milion: 1e6,
  millon: 1e6,
  milllion: 1e6,
  mllion: 1e6,
  millin: 1e6,
  millions: 1e6,
  thousend: 1e3,
  thosand: 1e3,
  billion: 1e9,
  crore: 1e7,
  lakh: 1e5,
};

const values: Record<string, number> = Object.fromEntries(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((name, index): [string, number] => [name, index + 1])
    .concat('twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((name, index) => [name, index * 10 + 20]))
    .concat([
      ['couple', 2],
      ['fourty', 40],
      ['fivety', 50],
      ['ninty', 90],
      ['fiveteen', 15],
    ]),
);

const names = [...Object.keys(values), ...Object.keys(sizes), 'a', 'an', 'and', 'of', 'point', 'half', 'quarters', 'quarter'];
const word = new RegExp(`(${names.join('|')})(?![a-z])([ -]{0,2})`, 'y');

/** Where an English number may begin. "a" and "and" only go inside one. */
export const englishBeginning = new RegExp(
  `(?<![a-z])(?:${[...Object.keys(values), 'hundred', 'a (?:million|hundred|billion|thousand|crore|lakh|quarter|couple|half)', 'half', 'quarter'].join('|')})(?![a-z])`,
  'g',
);
