import { beginningsOf } from './beginnings.ts';

/** The numbers of the phrase lists that a text can meet, each once. */
export type Narrowing = (text: string) => readonly number[];

/** Learns with which characters each list can begin; one pass over a text then tells which lists are worth searching. */
export function narrowingOf(lists: readonly (readonly string[])[]): Narrowing {
  const always: number[] = [];
  const byStart = new Map<number, number[]>();
  lists.forEach((phrases, index) => {
    const starts = phrases.map(beginningsOf);
    if (starts.includes(null)) always.push(index);
    else for (const start of new Set(starts.flatMap((one) => [...(one ?? [])]))) add(byStart, keyOf(start, 0), index);
  });
  return (text) => {
    const seen = new Uint8Array(lists.length);
    const found = [...always];
    const allow = (indexes: readonly number[] | undefined): void => {
      for (const index of indexes ?? []) if (seen[index] === 0) found.push(index);
      for (const index of indexes ?? []) seen[index] = 1;
    };
    for (let at = 0; at < text.length; at += 1) {
      allow(byStart.get(text.charCodeAt(at)));
      allow(byStart.get(keyOf(text, at)));
    }
    return found;
  };
}

/** One or two characters as a number. */
function keyOf(text: string, at: number): number {
  return at + 1 < text.length ? text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1) : text.charCodeAt(at);
}

function add(map: Map<number, number[]>, key: number, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}
