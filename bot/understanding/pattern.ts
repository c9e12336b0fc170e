import { beginningsOf, isSilent } from './prefixes.ts';
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
 * A phrase as people write it in the vocabulary files: `…` is a gap of up to six characters within a clause, `(a|b)` one of
 * several, `[a]` may be missing, `^` and `$` the ends of a clause, `#` a digit,
 * `(?!a)` and `(?<!a)` what must not follow or go before (`(?=a)`, `(?<=a)`: what must). Nothing else has a meaning, so no phrase can be slow.
 */
export function phraseOf(written: string): Matcher {
  const phrase = written.trim();
  return /^[\u4e00-\u9fff]+$/.test(phrase) ? new Literal(normalise(phrase)) : new Expression(withWholeBrackets(phrase));
}

/** Any of some phrases: the first to begin, and of those that begin at the same place the longest. */
export function matcherOf(phrases: readonly Matcher[]): Matcher {
  return phrases.length === 1 ? (phrases[0] as Matcher) : new AnyOf(phrases);
}

/** Finds nothing. */
export const never: Matcher = { has: () => false, find: () => null, all: () => [], at: () => null, upTo: () => null };

// Made anew for each message: a class costs one object, functions would cost five.
class AnyOf implements Matcher {
  readonly #phrases: readonly Matcher[];
  constructor(phrases: readonly Matcher[]) {
    this.#phrases = phrases;
  }

  has(text: string): boolean {
    for (const phrase of this.#phrases) if (phrase.has(text)) return true;
    return false;
  }

  find(text: string, from = 0): Found | null {
    let first: Found | null = null;
    for (const phrase of this.#phrases) first = earlier(first, phrase.find(text, from));
    return first;
  }

  all(text: string): readonly Found[] {
    return allOf(this, text);
  }

  at(text: string, index: number): number | null {
    let end: number | null = null;
    for (const phrase of this.#phrases) end = farther(end, phrase.at(text, index));
    return end;
  }

  upTo(text: string, index: number): number | null {
    let start: number | null = null;
    for (const phrase of this.#phrases) start = nearer(start, phrase.upTo(text, index));
    return start;
  }
}

/** Most phrases are Chinese words and need no expression. */
class Literal implements Matcher {
  readonly #word: string;
  constructor(word: string) {
    this.#word = word;
  }

  has(text: string): boolean {
    return text.includes(this.#word);
  }

  find(text: string, from = 0): Found | null {
    const start = text.indexOf(this.#word, from);
    return start < 0 ? null : { start, end: start + this.#word.length };
  }

  all(text: string): readonly Found[] {
    return allOf(this, text);
  }

  at(text: string, index: number): number | null {
    const start = index + spacesFrom(text, index);
    return text.startsWith(this.#word, start) ? start + this.#word.length : null;
  }

  upTo(text: string, index: number): number | null {
    const start = index - spacesUpTo(text, index) - this.#word.length;
    return start >= 0 && text.startsWith(this.#word, start) ? start : null;
  }
}

function spacesFrom(text: string, index: number): number {
  return text[index] !== ' ' ? 0 : text[index + 1] === ' ' ? 2 : 1;
}

function spacesUpTo(text: string, index: number): number {
  return text[index - 1] !== ' ' ? 0 : text[index - 2] === ' ' ? 2 : 1;
}

class Expression implements Matcher {
  readonly #phrase: string;
  #compiled: Compiled | undefined;
  constructor(phrase: string) {
    this.#phrase = phrase;
  }

  has(text: string): boolean {
    const { any } = this.#own();
    any.lastIndex = 0;
    return any.test(text);
  }

  find(text: string, from = 0): Found | null {
    const { any } = this.#own();
    any.lastIndex = from;
    const match = any.exec(text);
    return match && { start: match.index, end: match.index + match[0].length };
  }

  all(text: string): readonly Found[] {
    return allOf(this, text);
  }

  at(text: string, index: number): number | null {
    const { here } = this.#own();
    here.lastIndex = index;
    return here.test(text) ? here.lastIndex : null;
  }

  upTo(text: string, index: number): number | null {
    const from = Math.max(0, index - reach);
    const match = this.#own().before.exec(text.slice(from, index));
    return match && from + match.index;
  }

  #own(): Compiled {
    return (this.#compiled ??= compile(this.#phrase));
  }
}

/** No phrase is longer. */
const reach = 30;

/** The source of a regular expression for one phrase. Latin words match whole words only. Throws an Error that names a phrase with half a bracket. */
export function sourceOf(phrase: string): string {
  const spaced = /[a-z]/i.test(phrase) && !/[\u4e00-\u9fff]/.test(phrase);
  return withWholeBrackets(normalise(phrase.trim())).replace(part, (found) => {
    if (/^[a-z\d#]/.test(found)) return `${before}${wordsOf(found)}${after}`;
    // In Chinese a space ends a clause; between English words it does not.
    return (spaced && englishMarks[found]) || (marks[found] ?? `\\${found}`);
  });
}

/** The phrase itself. A bracket is all that can be wrong with one, and to look for that costs less than to compile thousands. */
function withWholeBrackets(phrase: string): string {
  if (!/[()[\]]/.test(phrase)) return phrase;
  const open: string[] = [];
  const isWhole = Array.from(phrase.matchAll(/[()[\]]/g)).every(([bracket]) => {
    if (bracket === '(' || bracket === '[') return open.push(bracket);
    return open.pop() === (bracket === ')' ? '(' : '[');
  });
  if (!isWhole || open.length > 0) throw new Error(`the phrase "${phrase}" has a bracket without its other half`);
  return phrase;
}

function wordsOf(found: string): string {
  const loose = found.replaceAll("'", (mark, at: number) => (isSilent(found, at) ? `${mark}?` : mark));
  return loose.replaceAll('#', String.raw`\d`).replaceAll(/ +/g, ' {1,2}');
}

const part = /\(\?<?[!=]|[a-z\d#]+(?:[ ']+[a-z\d#]+)*|[$()*+.?[\]\\^{|}… ]/g;
const englishMarks: Record<string, string> = {
  '…': '[^,;!?。\\n]{0,12}?',
  '^': '(?<=^|[,;:!?。.…~"(\n\u4e00-\u9fff] {0,2})',
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

/** A phrase anywhere, right here, and right before a place. Compiled when it is first met: most never are. */
interface Compiled {
  readonly any: RegExp;
  readonly here: RegExp;
  readonly before: RegExp;
}

function compile(phrase: string): Compiled {
  const source = sourceOf(phrase);
  return {
    any: new RegExp(`${firstOf(phrase, source)}(?:${source})`, 'g'),
    here: new RegExp(` {0,2}(?:${source})`, 'y'),
    before: new RegExp(`(?:${source}) {0,2}$`),
  };
}

/** What must not go before is looked for at each character of a text, unless the first one of the phrase is asked for before it. */
function firstOf(phrase: string, source: string): string {
  const beginnings = source.startsWith('(?<') ? beginningsOf(phrase) : null;
  if (beginnings === null) return '';
  const first = new Set(beginnings.map((beginning) => beginning[0] as string));
  return `(?=[${[...first].join('').replaceAll(/[\]\\^-]/g, String.raw`\$&`)}])`;
}

function allOf(matcher: Matcher, text: string): Found[] {
  const found: Found[] = [];
  for (let next = matcher.find(text); next; next = matcher.find(text, Math.max(next.end, next.start + 1))) found.push(next);
  return found;
}

function earlier(one: Found | null, other: Found | null): Found | null {
  if (!one || !other) return one ?? other;
  if (other.start === one.start) return other.end > one.end ? other : one;
  return other.start < one.start ? other : one;
}

/** The longer of two phrases is meant. */
const farther = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
const nearer = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
