import { beginningsOf } from './beginnings.ts';

/** A bit for each phrase list, set when the text can meet it; 32 lists to a number. */
export type Narrowing = (text: string) => Uint32Array;

/** Learns with which characters each list can begin; one pass over a text then tells which lists are worth searching. */
export function narrowingOf(lists: readonly (readonly string[])[]): Narrowing {
  const always = new Uint32Array(Math.ceil(lists.length / 32));
  const starts = new Map<string, Uint32Array>();
  lists.forEach((phrases, index) => {
    const found = phrases.map(beginningsOf);
    if (found.includes(null)) set(always, index);
    else for (const start of found.flatMap((one) => [...(one ?? [])])) set(entry(starts, start, always.length), index);
  });
  const { first, singles, pairs } = tablesOf(starts);
  return (text) => {
    const found = always.slice();
    for (let at = 0; at < text.length; at += 1) {
      const place = first[text.charCodeAt(at)] as number;
      if (place === 0) continue;
      join(found, singles[place]);
      join(found, pairs[place]?.get(text.charCodeAt(at + 1)));
    }
    return found;
  };
}

interface Tables {
  /** For each character its place in the other two; 0 when no phrase begins with it. */
  readonly first: Uint16Array;
  /** Lists of which a phrase begins with the character, whatever follows. */
  readonly singles: readonly (Uint32Array | undefined)[];
  /** By the character that follows. */
  readonly pairs: readonly (ReadonlyMap<number, Uint32Array> | undefined)[];
}

function tablesOf(starts: ReadonlyMap<string, Uint32Array>): Tables {
  const first = new Uint16Array(0x10000);
  const characters = [...new Set([...starts.keys()].map((start) => start.slice(0, 1)))];
  characters.forEach((character, index) => (first[character.charCodeAt(0)] = index + 1));
  const pairs = Array.from(characters, () => new Map<number, Uint32Array>());
  for (const [start, lists] of starts) {
    if (start.length > 1) pairs[(first[start.charCodeAt(0)] as number) - 1]?.set(start.charCodeAt(1), lists);
  }
  return { first, singles: [undefined, ...characters.map((one) => starts.get(one))], pairs: [undefined, ...pairs] };
}

function set(bits: Uint32Array, index: number): void {
  bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
}

function join(bits: Uint32Array, more: Uint32Array | undefined): void {
  if (more) for (let index = 0; index < bits.length; index += 1) bits[index] = (bits[index] as number) | (more[index] as number);
}

function entry(map: Map<string, Uint32Array>, key: string, length: number): Uint32Array {
  const bits = map.get(key) ?? new Uint32Array(length);
  map.set(key, bits);
  return bits;
}
