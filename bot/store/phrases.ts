import { readFileSync } from 'node:fs';

/**
 * Writes JSON shorter: what comes in most conversations (names of fields, the bot's usual sentences) is written as two characters, a
 * control character and a printable one. JSON has no bare control characters, so what was stored without this reads as it is.
 */
export function shorten(json: string): string {
  const units = unitsOf(json);
  let short = '';
  let from = 0;
  const last = json.length - shortest;
  for (let at = 0; at <= last;) {
    // Most characters begin no phrase, and two of them tell.
    const index = beginnings[pairOf(units, at)] === 0 ? -1 : phraseAt(json, units, at);
    if (index < 0) at += 1;
    else {
      short += json.slice(from, at) + codes[index];
      at += phrases[index]?.length ?? 0;
      from = at;
    }
  }
  return short + json.slice(from);
}

// A string is asked for its form at each character; numbers in a row are not. Nothing here waits, so one row serves all.
let row = new Uint16Array(0x4000);
let bytes = Buffer.from(row.buffer);

function unitsOf(text: string): Uint16Array {
  if (text.length > row.length) {
    row = new Uint16Array(text.length * 2);
    bytes = Buffer.from(row.buffer);
  }
  bytes.write(text, 'utf16le');
  return row;
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

const codes = phrases.map((_, index) =>
  String.fromCharCode(firstMark + Math.floor(index / lettersCount), firstLetter + (index % lettersCount)),
);

// Phrases with the same beginning are in one chain, the longest first: the first that fits is the best.
const chains = 0x2000;
const heads = new Int16Array(chains).fill(-1);
const nexts = new Int16Array(phrases.length).fill(-1);
const beginnings = new Uint8Array(0x10000);
for (const index of phrases.map((_, place) => place).toSorted(byLength)) {
  const units = unitsOf(phrases[index] ?? '');
  const chain = chainOf(units, 0);
  nexts[index] = heads[chain] ?? -1;
  heads[chain] = index;
  beginnings[pairOf(units, 0)] = 1;
}

function byLength(one: number, other: number): number {
  return (phrases[one]?.length ?? 0) - (phrases[other]?.length ?? 0);
}

function phraseAt(json: string, units: Uint16Array, at: number): number {
  let index = heads[chainOf(units, at)] ?? -1;
  while (index >= 0 && !json.startsWith(phrases[index] ?? '', at)) index = nexts[index] ?? -1;
  return index;
}

function pairOf(units: Uint16Array, at: number): number {
  return ((units[at] as number) * 0x1f3 + (units[at + 1] as number)) & 0xffff;
}

function chainOf(units: Uint16Array, at: number): number {
  const first = (units[at] as number) * 0x1f3 + (units[at + 1] as number);
  return (first * 0x1f3 + (units[at + 2] as number) * 0x1f + (units[at + 3] as number)) & (chains - 1);
}
