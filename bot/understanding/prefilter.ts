import { prefixesOf, tailsOf } from './prefixes.ts';

/** A phrase, by its number, that a text can meet is told to `meet`. */
export type Prefilter = (text: string, meet: (phrase: number) => void) => void;

/** How each phrase can begin, and go on behind a gap: plain data, so that it can be kept for the next start. */
export interface LearntPrefixes {
  /** Phrases that may begin with anything. */
  readonly always: Int32Array;
  /** By phrase: 1 where both its beginning and what is behind its gap must be met. The latter has the numbers behind those of all phrases. */
  readonly halved: Uint8Array;
  readonly trie: Trie;
}

/** Learns how each phrase can begin. */
export function learnPrefixes(phrases: readonly string[]): LearntPrefixes {
  const always: number[] = [];
  const halved = new Uint8Array(phrases.length);
  const growing = new GrowingTrie();
  phrases.forEach((phrase, index) => {
    const [heads, tails] = [prefixesOf(phrase), tailsOf(phrase)];
    if (heads === null && tails === null) always.push(index);
    for (const start of heads ?? tails ?? []) growing.add(start, index);
    if (heads === null || tails === null) return;
    halved[index] = 1;
    for (const start of tails) growing.add(start, phrases.length + index);
  });
  return { always: Int32Array.from(always), halved, trie: growing.whole() };
}

/** One pass over a text tells which phrases are worth searching for. */
export function prefilterOf({ always, halved, trie }: LearntPrefixes): Prefilter {
  const meetWhole = wholes(halved);
  return (text, meet) => {
    for (const phrase of always) meet(phrase);
    const meetPart = meetWhole(meet);
    let before = 0;
    for (let at = 0; at < text.length; at += 1) {
      const letter = trie.letters[text.charCodeAt(at)] as number;
      const place = trie.roots[letter] as number;
      // A Latin word is met from its first letter only.
      if (place !== 0 && !(letter <= latin && before > 0 && before <= latin)) walk(trie, { text, at, place, meet: meetPart });
      before = letter;
    }
  };
}

/** Tells of a phrase only when both of its parts have been met in the same text. */
function wholes(halved: Uint8Array): (meet: (phrase: number) => void) => (part: number) => void {
  // The text that met each part last, by number.
  const met = new Uint32Array(halved.length * 2);
  let current = 0;
  return (meet) => {
    current += 1;
    return (part) => {
      const phrase = part < halved.length ? part : part - halved.length;
      met[part] = current;
      const other = part === phrase ? part + halved.length : phrase;
      if (halved[phrase] === 0 || met[other] === current) meet(phrase);
    };
  };
}

/**
 * A trie of prefixes in one table: from a place in it, by the next letter, to the next place. Maps within maps would be as simple
 * and four times as slow, for each letter of each message.
 */
interface Trie {
  /** Each character's number, Latin letters and digits first; 0 for those that no prefix holds. */
  readonly letters: Uint16Array;
  /** The place that each letter leads to from the root, as most of all steps are asked for; 0 where no prefix has it. */
  readonly roots: Int32Array;
  /** `place * wide + letter` at the slot that its hash says or the next free one, and behind it the place that it leads to. */
  readonly steps: Int32Array;
  /** Phrases, or parts of them, that are met, place by place. */
  readonly phrases: Int32Array;
  /** Where those of a place begin; they go on to where the next place's begin. */
  readonly from: Int32Array;
}

const latin = 36;
const wide = 4096;

/** Takes one prefix after the other: to hold all of them first would take the first start 40 MB that it does not give back. */
class GrowingTrie {
  readonly #letters = new Uint16Array(0x10000);
  readonly #next = new Map<number, number>();
  readonly #ends: number[] = [];
  readonly #phrases: number[] = [];
  #used = 0;
  #places = 1;

  constructor() {
    for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789') this.#letterOf(character.charCodeAt(0));
  }

  add(start: string, phrase: number): void {
    let place = 0;
    for (let at = 0; at < start.length; at += 1) {
      const step = place * wide + this.#letterOf(start.charCodeAt(at));
      place = this.#next.get(step) ?? this.#places++;
      this.#next.set(step, place);
    }
    this.#ends.push(place);
    this.#phrases.push(phrase);
  }

  whole(): Trie {
    const next = this.#next;
    const from = new Int32Array(this.#places + 1);
    for (const place of this.#ends) from[place + 1] = (from[place + 1] as number) + 1;
    for (let place = 0; place < this.#places; place += 1) from[place + 1] = (from[place + 1] as number) + (from[place] as number);
    const filled = from.slice();
    const phrases = new Int32Array(this.#phrases.length);
    this.#ends.forEach((place, index) => {
      phrases[filled[place] as number] = this.#phrases[index] as number;
      filled[place] = (filled[place] as number) + 1;
    });
    const roots = Int32Array.from({ length: wide }, (_, letter) => next.get(letter) ?? 0);
    return { letters: this.#letters, roots, steps: tableOf(next), phrases, from };
  }

  #letterOf(code: number): number {
    const known = this.#letters[code] as number;
    if (known > 0) return known;
    this.#used += 1;
    if (this.#used >= wide) throw new Error(`the vocabulary has more than ${wide} different characters`);
    return (this.#letters[code] = this.#used);
  }
}

function tableOf(next: ReadonlyMap<number, number>): Int32Array {
  const size = 2 ** Math.ceil(Math.log2(next.size * 1.5 + 2));
  const steps = new Int32Array(size * 2).fill(-1);
  for (const [step, place] of next) {
    let slot = hash(step) & (size - 1);
    while (steps[slot * 2] !== -1) slot = (slot + 1) & (size - 1);
    steps[slot * 2] = step;
    steps[slot * 2 + 1] = place;
  }
  return steps;
}

const hash = (step: number): number => Math.imul(step, 0x9e3779b1) >>> 12;

/** The place behind a step; 0 where no prefix goes on so. */
function follow(steps: Int32Array, step: number): number {
  const last = steps.length / 2 - 1;
  for (let slot = hash(step) & last; ; slot = (slot + 1) & last) {
    const found = steps[slot * 2] as number;
    if (found === step) return steps[slot * 2 + 1] as number;
    if (found === -1) return 0;
  }
}

interface Walk {
  readonly text: string;
  readonly at: number;
  /** Where the letter at that place leads to. */
  readonly place: number;
  readonly meet: (phrase: number) => void;
}

function walk({ letters, steps, phrases, from }: Trie, { text, at, place: root, meet }: Walk): void {
  let place = root;
  for (let here = at; ;) {
    const behind = from[place + 1] as number;
    for (let index = from[place] as number; index < behind; index += 1) meet(phrases[index] as number);
    // Two spaces between words count as one.
    here += text.charCodeAt(here) === space && text.charCodeAt(here + 1) === space ? 2 : 1;
    if (here >= text.length) return;
    place = follow(steps, place * wide + (letters[text.charCodeAt(here)] as number));
    if (place === 0) return;
  }
}

const space = 0x20;
