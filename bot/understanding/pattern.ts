import { normalise } from './normalise.ts';

/** Finds any phrase of a list in a normalised message. */
export interface Matcher {
  has(text: string): boolean;
  /** The first phrase at or after a place. */
  find(text: string, from?: number): Found | null;
  all(text: string): readonly Found[];
  /** The end of a phrase that begins here, spaces before it allowed; null when there is none. */
  at(text: string, index: number): number | null;
  /** The start of a phrase that ends here, spaces after it allowed. */
  upTo(text: string, index: number): number | null;
}

export interface Found {
  readonly start: number;
  readonly end: number;
}

/**
 * Compiles phrases as people write them in the vocabulary files: `…` is a gap of up to six characters within a clause, `(a|b)` one of
 * several, `[a]` may be missing, `^` and `$` the ends of a clause, `#` a digit,
 * `(?!a)` and `(?<!a)` what must not follow or go before (`(?=a)`, `(?<=a)`: what must). Nothing else has a meaning, so no phrase can be slow.
 */
export function matcherOf(phrases: readonly string[]): Matcher {
  const { han, latin } = byAlphabet(phrases);
  return matcher(compile(han), compile(latin));
}

/**
 * The same list for texts that can only meet some of it: by a bit for its Chinese half and one for its Latin half. A Chinese message
 * is not searched for English words.
 */
export function matchersOf(phrases: readonly string[]): readonly Matcher[] {
  const { han, latin } = byAlphabet(phrases);
  const [one, other] = [compile(han), compile(latin)];
  return [never, matcher(one, null), matcher(null, other), matcher(one, other)];
}

/** A list in its Chinese and its Latin half. */
export function byAlphabet(phrases: readonly string[]): { han: string[]; latin: string[] } {
  const { han = [], latin = [] } = Object.groupBy(phrases, (phrase) => (/[a-z]/i.test(phrase) ? 'latin' : 'han'));
  return { han, latin };
}

function matcher(han: Compiled | null, latin: Compiled | null): Matcher {
  const find = (text: string, from = 0): Found | null => earlier(search(han, text, from), search(latin, text, from));
  return {
    find,
    has: (text) => (han !== null && test(han, text)) || (latin !== null && test(latin, text)),
    all(text) {
      const found: Found[] = [];
      for (let next = find(text); next; next = find(text, Math.max(next.end, next.start + 1))) found.push(next);
      return found;
    },
    at: (text, index) => farther(endAt(han, text, index), endAt(latin, text, index)),
    upTo: (text, index) => nearer(startUpTo(han, text, index), startUpTo(latin, text, index)),
  };
}

/** Finds nothing. */
export const never: Matcher = { has: () => false, find: () => null, all: () => [], at: () => null, upTo: () => null };

/** No phrase is longer. */
const reach = 20;

/** The source of a regular expression for one phrase. Latin words match whole words only. */
export function sourceOf(phrase: string): string {
  const spaced = /[a-z]/i.test(phrase) && !/[\u4e00-\u9fff]/.test(phrase);
  const source = normalise(phrase.trim()).replace(part, (found) => {
    if (/^[a-z\d#]/.test(found)) return `${before}${found.replaceAll('#', String.raw`\d`).replaceAll(/ +/g, ' {1,2}')}${after}`;
    // In Chinese a space ends a clause; between English words it does not.
    return (spaced && englishMarks[found]) || (marks[found] ?? `\\${found}`);
  });
  try {
    return new RegExp(source).source;
  } catch (cause) {
    throw new Error(`the phrase "${phrase}" has a bracket without its other half`, { cause });
  }
}

const part = /\(\?<?[!=]|[a-z\d#]+(?:[ ']+[a-z\d#]+)*|[$()*+.?[\]\\^{|}… ]/g;
const englishMarks: Record<string, string> = {
  '…': '[^,;!?。\\n]{0,12}?',
  '^': '(?<=^|[,;:!?。.…~"()\n\u4e00-\u9fff] {0,2})',
  $: '(?= {0,2}(?:$|[,;:!?。.…~"()\n\u4e00-\u9fff]))',
};
const before = '(?<![a-z0-9])';
const after = '(?![a-z0-9])';
const marks: Record<string, string> = {
  '…': '[^,;!?。\\n]{0,6}?',
  '(': '(?:',
  ')': ')',
  '|': '|',
  '[': '(?:',
  ']': ')?',
  ' ': ' {0,2}',
  '(?!': '(?!',
  '(?=': '(?=',
  '(?<=': '(?<=',
  '(?<!': '(?<!',
  '^': '(?<![^\\s,;:!?。、…~"])',
  $: '(?![^\\s,;:!?。、…~".])',
};

/** The phrases of one alphabet: anywhere, right here, and right before a place. */
interface Compiled {
  readonly any: RegExp;
  readonly here: RegExp;
  readonly before: RegExp;
}

function compile(phrases: readonly string[]): Compiled | null {
  if (phrases.length === 0) return null;
  const joined = joinedByHead(phrases.map(sourceOf));
  return {
    any: new RegExp(joined, 'g'),
    here: new RegExp(` {0,2}(?:${joined})`, 'y'),
    before: new RegExp(`(?:${joined}) {0,2}$`),
  };
}

/** Phrases that begin with the same assertion share it: it is then tried once at each character, not once a phrase. */
function joinedByHead(sources: readonly string[]): string {
  const heads = [marks['^'], englishMarks['^'], before].map(String);
  const groups = Map.groupBy(sources, (source) => heads.find((head) => source.startsWith(head)) ?? '');
  return [...groups].map(([head, some]) => `${head}(?:${some.map((source) => source.slice(head.length)).join('|')})`).join('|');
}

function test({ any }: Compiled, text: string): boolean {
  any.lastIndex = 0;
  return any.test(text);
}

function search(compiled: Compiled | null, text: string, from: number): Found | null {
  if (!compiled) return null;
  compiled.any.lastIndex = from;
  const match = compiled.any.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

function endAt(compiled: Compiled | null, text: string, index: number): number | null {
  if (!compiled) return null;
  compiled.here.lastIndex = index;
  return compiled.here.test(text) ? compiled.here.lastIndex : null;
}

function startUpTo(compiled: Compiled | null, text: string, index: number): number | null {
  if (!compiled) return null;
  const from = Math.max(0, index - reach);
  const match = compiled.before.exec(text.slice(from, index));
  return match && from + match.index;
}

function earlier(one: Found | null, other: Found | null): Found | null {
  if (!one || !other) return one ?? other;
  return other.start < one.start ? other : one;
}

/** The longer of two phrases is meant. */
const farther = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
const nearer = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
