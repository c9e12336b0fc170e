import { beginningsOf } from './beginnings.ts';
import { never, type Matcher } from './pattern.ts';

/** Replaces the matchers that cannot meet a text by one that never does. */
export type Narrowing = (text: string) => Matcher[];

interface Sieve {
  readonly matcher: Matcher;
  readonly phrases: readonly string[];
}

/** Learns with which characters each list can begin; one pass over a text then tells which lists are worth searching. */
export function narrowingOf(sieves: readonly Sieve[]): Narrowing {
  const always: number[] = [];
  const byStart = new Map<number, number[]>();
  sieves.forEach(({ phrases }, index) => {
    const starts = phrases.map(beginningsOf);
    if (starts.includes(null)) always.push(index);
    else for (const start of new Set(starts.flatMap((one) => [...(one ?? [])]))) add(byStart, keyOf(start, 0), index);
  });
  return (text) => {
    const narrowed = Array<Matcher>(sieves.length).fill(never);
    const allow = (index: number): void => {
      narrowed[index] = (sieves[index] as Sieve).matcher;
    };
    always.forEach(allow);
    for (let at = 0; at < text.length; at += 1) {
      byStart.get(text.charCodeAt(at))?.forEach(allow);
      byStart.get(keyOf(text, at))?.forEach(allow);
    }
    return narrowed;
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
