import { spokenDigits } from './spoken-digits.ts';
import { matchesIn } from './matches.ts';

/** A text with its dictated digits written out (四个零 as 0000), and where each place of that stands in the text itself. */
export interface Dictated {
  readonly text: string;
  readonly placeOf: (index: number) => number;
}

/** "一三六 四个零 二二三三", "136 four zeros double two double three": only rows as long as a phone number are written out. */
export function dictated(text: string): Dictated {
  // Most messages hold neither.
  const row =
    text.includes('个') && severalHan.test(text) ? hanRow : mayBeLatin.test(text) && severalLatin.test(text) ? latinRow : null;
  const rows = row ? matchesIn(text, row).map((match) => rowOf(match, row === hanRow ? hanToken : latinToken)) : [];
  const long = rows.filter(({ digits }) => digits.length >= shortest && digits.length <= longest);
  return long.length > 0 ? writtenOut(text, long) : { text, placeOf: (index) => index };
}

const shortest = 7;
const longest = 14;

interface Row {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

function rowOf({ index: at = 0, 0: written }: RegExpMatchArray, token: RegExp): Row {
  const tokens = matchesIn(written, token).map(({ index, groups = {} }) => {
    const one = groups['digit'] ?? '';
    const digit = digitOf.get(one) ?? one;
    return { index, digits: digit.repeat(countOf.get(groups['many'] ?? '') ?? 1) };
  });
  const all = tokens.map(({ digits }) => digits).join('');
  // 李四 一三六 …: the number is whole without the name's end.
  const isNamed = /^\d1[3-9]\d{9}$/.test(all);
  const start = at + (isNamed ? (tokens[1]?.index ?? 0) : 0);
  return { start, end: at + written.length, digits: isNamed ? all.slice(1) : all };
}

function writtenOut(text: string, rows: readonly Row[]): Dictated {
  let out = '';
  let taken = 0;
  const places: number[] = [];
  for (const { start, end, digits } of rows) {
    for (let at = taken; at < start; at += 1) places.push(at);
    for (let at = 0; at < digits.length; at += 1) places.push(at === 0 ? start : end);
    out += text.slice(taken, start) + digits;
    taken = end;
  }
  const shift = taken - out.length;
  return { text: out + text.slice(taken), placeOf: (index) => places[index] ?? index + shift };
}

const han = '[零〇洞一幺二两三四五六七拐八九\\d]';
const hanCount = '[两二三四五六七八2-8]';
const latin = 'zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|hundred|thousand';
const latinCount = 'double|triple|treble|two|three|four|five|six|seven|eight';
/** 四个零, "four zeros" and "double two"; "two two" is twice a two without either. */
const latinOne = `(?:double|triple|treble) (?:${latin}|\\d)|(?:${latinCount}) (?:${latin})e?s|${latin}|\\d+`;

const severalHan = new RegExp(`${hanCount}个${han}`);
const mayBeLatin = /[a-z]{3} /;
const severalLatin = new RegExp(`(?<![a-z])(?:double|triple|treble|${latin}) (?:${latin}|\\d)`);
const hanRow = new RegExp(`(?:(?:${hanCount}个)?${han}(?:[ ,、-]|然后|接着|后面|再来|再|中间|最后){0,2}){2,}${han}?`, 'g');
const hanToken = new RegExp(`(?:(?<many>${hanCount})个)?(?<digit>${han})`, 'g');
const latinRow = new RegExp(`(?<![a-z\\d])(?:plus )?(?:${latinOne})(?:[ ,-]{1,2}(?:${latinOne}))+(?![a-z\\d])`, 'g');
const latinToken = new RegExp(
  `(?:(?<many>double|triple|treble) |(?<many>${latinCount}) (?=(?:${latin})e?s))?(?<digit>plus|${latin}|\\d+)(?:e?s)?`,
  'g',
);

const latinDigits = 'zero one two three four five six seven eight nine'.split(' ');
const digitOf: ReadonlyMap<string, string> = new Map([
  ...spokenDigits,
  ...latinDigits.map((word, digit) => [word, String(digit)] as const),
  ['oh', '0'],
  ['nought', '0'],
  // "Plus nine one" begins the code of a country.
  ['plus', '+'],
  // "one three eight thousand" ends a number in zeros.
  ['hundred', '00'],
  ['thousand', '000'],
]);
const countOf: ReadonlyMap<string, number> = new Map([
  ...Array.from(digitOf, ([word, digit]) => [word, Number(digit)] as const),
  ...['2', '3', '4', '5', '6', '7', '8'].map((digit) => [digit, Number(digit)] as const),
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
]);
