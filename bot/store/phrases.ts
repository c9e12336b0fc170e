import { readFileSync } from 'node:fs';

/**
 * Writes JSON shorter: what comes in most conversations (names of fields, the bot's usual sentences) is written as two characters, a
 * control character and a printable one. JSON has no bare control characters, so what was stored without this reads as it is.
 */
export function shorten(json: string): string {
  const { length } = json;
  const { units, short } = rowsFor(length);
  rows.bytes.write(json, 'utf16le');
  let at = 0;
  let size = 0;
  while (at < length) {
    // Most characters begin no phrase, and two of them tell.
    const index = beginnings[pairOf(units, at)] === 0 ? -1 : phraseAt(units, at, length);
    if (index < 0) {
      short[size++] = units[at++] as number;
    } else {
      short[size++] = firstMark + Math.floor(index / lettersCount);
      short[size++] = firstLetter + (index % lettersCount);
      at += lengthOf(index);
    }
  }
  return rows.shortBytes.toString('utf16le', 0, size * 2);
}

/** A string is asked for its form at each character; numbers in a row are not. Nothing here waits, so the same rows serve all. */
interface Rows {
  readonly units: Uint16Array;
  readonly bytes: Buffer;
  readonly short: Uint16Array;
  readonly shortBytes: Buffer;
}

function rowsOf(size: number): Rows {
  const units = new Uint16Array(size);
  const short = new Uint16Array(size);
  return { units, bytes: Buffer.from(units.buffer), short, shortBytes: Buffer.from(short.buffer) };
}

let rows = rowsOf(0x4000);

/** With room behind the end: a look ahead finds what is left of another text there, and no phrase goes beyond the end. */
function rowsFor(length: number): Rows {
  if (length + shortest > rows.units.length) rows = rowsOf(length * 2);
  return rows;
}

/** What was shortened, word for word. Throws for a phrase that only a newer program has. */
export function restore(short: string): string {
  return short.replace(code, (found) => {
    const index = (found.charCodeAt(0) - firstMark) * lettersCount + found.charCodeAt(1) - firstLetter;
    const phrase = phrases[index];
    if (phrase === undefined) throw new Error(`phrase ${index} is not known: a newer version has written this`);
    return phrase;
  });
}

// A control character that stands for no line break, and a printable one.
const firstMark = 0x0e;
const firstLetter = 0x20;
const lettersCount = 95;
const code = /[\x0e-\x1f][ -~]/g; // oxlint-disable-line no-control-regex -- they are the marks

const shortest = 4;

/** A phrase is known by its line: lines are added at the end and never changed, else stored conversations could not be read. */
const phrases = readFileSync(new URL('phrases.txt', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1);

/** All phrases one behind the other, and where each begins. */
const joined = phrases.join('');
const letters = Uint16Array.from({ length: joined.length }, (_, at) => joined.charCodeAt(at));
const starts = new Int32Array(phrases.length + 1);
phrases.forEach((phrase, index) => (starts[index + 1] = (starts[index] as number) + phrase.length));

// Phrases with the same beginning are in one chain, the longest first: the first that fits is the best.
const chains = 0x2000;
const heads = new Int16Array(chains).fill(-1);
const nexts = new Int16Array(phrases.length).fill(-1);
const beginnings = new Uint8Array(0x10000);
for (const index of phrases.map((_, place) => place).toSorted((one, other) => lengthOf(one) - lengthOf(other))) {
  const start = starts[index] as number;
  const chain = chainOf(letters, start);
  nexts[index] = heads[chain] ?? -1;
  heads[chain] = index;
  beginnings[pairOf(letters, start)] = 1;
}

function lengthOf(index: number): number {
  return (starts[index + 1] as number) - (starts[index] as number);
}

function phraseAt(units: Uint16Array, at: number, end: number): number {
  let index = heads[chainOf(units, at)] as number;
  while (index >= 0 && !isAt(index, units, at, end)) index = nexts[index] as number;
  return index;
}

// oxlint-disable-next-line max-params -- asked for hundreds of places in each turn: an object for each would cost more than the answer
function isAt(index: number, units: Uint16Array, at: number, end: number): boolean {
  const start = starts[index] as number;
  const length = lengthOf(index);
  if (at + length > end) return false;
  for (let place = 0; place < length; place += 1) if (units[at + place] !== letters[start + place]) return false;
  return true;
}

function pairOf(units: Uint16Array, at: number): number {
  return ((units[at] as number) * 0x1f3 + (units[at + 1] as number)) & 0xffff;
}

function chainOf(units: Uint16Array, at: number): number {
  const first = (units[at] as number) * 0x1f3 + (units[at + 1] as number);
  return (first * 0x1f3 + (units[at + 2] as number) * 0x1f + (units[at + 3] as number)) & (chains - 1);
}
