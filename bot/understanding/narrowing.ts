import { beginningsOf } from './beginnings.ts';

/** A phrase, by its number, that a text can meet is told to `meet`. */
export type Narrowing = (text: string, meet: (phrase: number) => void) => void;

/** Learns how each phrase can begin; one pass over a text then tells which are worth searching for. */
export function narrowingOf(phrases: readonly string[]): Narrowing {
  const always: number[] = [];
  const known: string[][] = [];
  phrases.forEach((phrase, index) => {
    const starts = beginningsOf(phrase);
    if (starts === null) always.push(index);
    known.push([...(starts ?? [])]);
  });
  const tree = treeOf(known);
  return (text, meet) => {
    for (const phrase of always) meet(phrase);
    let before = 0;
    for (let at = 0; at < text.length; at += 1) {
      const letter = tree.letters[text.charCodeAt(at)] as number;
      // A Latin word is met from its first letter only.
      if (letter !== 0 && !(letter <= latin && before > 0 && before <= latin)) walk(tree, { text, at, meet });
      before = letter;
    }
  };
}

/**
 * A tree of beginnings in one table: from a place in it, by the next letter, to the next place. Maps within maps would be as simple
 * and four times as slow, for each letter of each message.
 */
interface Tree {
  /** Each character's number, Latin letters and digits first; 0 for those that no beginning holds. */
  readonly letters: Uint16Array;
  /** `place * wide + letter` at the slot that its hash says or the next free one, and behind it the place that it leads to. */
  readonly steps: Int32Array;
  /** Phrases that are worth a search at a place. */
  readonly phrases: readonly (readonly number[] | undefined)[];
}

const latin = 36;
const wide = 4096;

function treeOf(starts: readonly (readonly string[])[]): Tree {
  const letters = lettersOf(starts.flat());
  const next = new Map<number, number>();
  const phrases: number[][] = [[]];
  starts.forEach((some, phrase) => {
    for (const start of some) {
      let place = 0;
      for (let at = 0; at < start.length; at += 1) {
        const step = place * wide + (letters[start.charCodeAt(at)] as number);
        place = next.get(step) ?? phrases.push([]) - 1;
        next.set(step, place);
      }
      phrases[place]?.push(phrase);
    }
  });
  return { letters, steps: tableOf(next), phrases: phrases.map((some) => (some.length > 0 ? some : undefined)) };
}

function lettersOf(starts: readonly string[]): Uint16Array {
  const letters = new Uint16Array(0x10000);
  const used = new Set(`abcdefghijklmnopqrstuvwxyz0123456789${starts.join('')}`.split(''));
  if (used.size >= wide) throw new Error(`the vocabulary has more than ${wide} different characters`);
  [...used].forEach((character, index) => (letters[character.charCodeAt(0)] = index + 1));
  return letters;
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

/** The place behind a step; 0 where no beginning goes on so. */
function follow(steps: Int32Array, step: number): number {
  const last = steps.length / 2 - 1;
  for (let slot = hash(step) & last; ; slot = (slot + 1) & last) {
    const found = steps[slot * 2] as number;
    if (found === step) return steps[slot * 2 + 1] as number;
    if (found === -1) return 0;
  }
}

function walk(tree: Tree, { text, at, meet }: { text: string; at: number; meet: (phrase: number) => void }): void {
  let place = 0;
  for (let here = at; here < text.length; here += 1) {
    const code = text.charCodeAt(here);
    place = follow(tree.steps, place * wide + (tree.letters[code] as number));
    if (place === 0) return;
    const phrases = tree.phrases[place];
    if (phrases) for (const phrase of phrases) meet(phrase);
    // Two spaces between words count as one.
    if (code === space && text.charCodeAt(here + 1) === space) here += 1;
  }
}

const space = 0x20;
