import { readFileSync } from 'node:fs';

/**
 * Writes JSON shorter: what comes in most conversations (names of fields, the bot's usual sentences) is written as two characters, a
 * control character and a printable one. JSON has no bare control characters, so what was stored without this reads as it is.
 */
export function shorten(json: string): string {
  let short = '';
  let from = 0;
  const last = json.length - shortest;
  for (let at = 0; at <= last;) {
    // Most characters begin no phrase, and two of them tell.
    const index = beginnings[pairOf(json, at)] === 0 ? -1 : phraseAt(json, at);
    if (index < 0) at += 1;
    else {
      short += json.slice(from, at) + codes[index];
      at += phrases[index]?.length ?? 0;
      from = at;
    }
  }
  return short + json.slice(from);
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
  const chain = chainOf(phrases[index] ?? '', 0);
  nexts[index] = heads[chain] ?? -1;
  heads[chain] = index;
  beginnings[pairOf(phrases[index] ?? '', 0)] = 1;
}

function byLength(one: number, other: number): number {
  return (phrases[one]?.length ?? 0) - (phrases[other]?.length ?? 0);
}

function phraseAt(json: string, at: number): number {
  let index = heads[chainOf(json, at)] ?? -1;
  while (index >= 0 && !json.startsWith(phrases[index] ?? '', at)) index = nexts[index] ?? -1;
  return index;
}

function pairOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 0x1f3 + text.charCodeAt(at + 1)) & 0xffff;
}

function chainOf(text: string, at: number): number {
  const first = text.charCodeAt(at) * 0x1f3 + text.charCodeAt(at + 1);
  return (first * 0x1f3 + text.charCodeAt(at + 2) * 0x1f + text.charCodeAt(at + 3)) & (chains - 1);
}
