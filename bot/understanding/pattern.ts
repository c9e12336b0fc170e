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
  const han = compile(phrases.filter((phrase) => !latin.test(phrase)));
  const other = compile(phrases.filter((phrase) => latin.test(phrase)));
  const find = (text: string, from = 0): Found | null => earlier(search(han, text, from), search(other, text, from));
  const joined = phrases.map(sourceOf).join('|') || '(?!)';
  const here = new RegExp(` {0,2}(?:${joined})`, 'y');
  const justBefore = new RegExp(`(?:${joined}) {0,2}$`);
  return {
    find,
    has: (text) => find(text) !== null,
    all(text) {
      const found: Found[] = [];
      for (let next = find(text); next; next = find(text, Math.max(next.end, next.start + 1))) found.push(next);
      return found;
    },
    at(text, index) {
      here.lastIndex = index;
      return here.test(text) ? here.lastIndex : null;
    },
    upTo(text, index) {
      const from = Math.max(0, index - reach);
      const match = justBefore.exec(text.slice(from, index));
      return match && from + match.index;
    },
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
const latin = /[a-z]/i;
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

function compile(phrases: readonly string[]): RegExp | null {
  return phrases.length === 0 ? null : new RegExp(phrases.map(sourceOf).join('|'), 'g');
}

function search(expression: RegExp | null, text: string, from: number): Found | null {
  if (!expression) return null;
  expression.lastIndex = from;
  const match = expression.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

function earlier(one: Found | null, other: Found | null): Found | null {
  if (!one || !other) return one ?? other;
  return other.start < one.start ? other : one;
}
