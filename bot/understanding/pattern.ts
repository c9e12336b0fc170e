import { normalise } from './normalise.ts';
import { beginningOf, sourceOf, withWholeBrackets } from './phrase-source.ts';

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
    const found: Found[] = [];
    const ahead = this.#phrases.map((phrase) => phrase.find(text));
    for (let next = firstOf(ahead); next; next = firstOf(ahead)) {
      found.push(next);
      // Only what has been passed is looked for again.
      const from = Math.max(next.end, next.start + 1);
      ahead.forEach((one, index) => {
        if (one && one.start < from) ahead[index] = this.#phrases[index]?.find(text, from) ?? null;
      });
    }
    return found;
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

/** A phrase anywhere, right here, and right before a place. Compiled when it is first met: most never are. */
interface Compiled {
  readonly any: RegExp;
  readonly here: RegExp;
  readonly before: RegExp;
}

function compile(phrase: string): Compiled {
  const source = sourceOf(phrase);
  return {
    any: new RegExp(`${beginningOf(phrase, source)}(?:${source})`, 'g'),
    here: new RegExp(` {0,2}(?:${source})`, 'y'),
    before: new RegExp(`(?:${source}) {0,2}$`),
  };
}

function allOf(matcher: Matcher, text: string): Found[] {
  const found: Found[] = [];
  for (let next = matcher.find(text); next; next = matcher.find(text, Math.max(next.end, next.start + 1))) found.push(next);
  return found;
}

const firstOf = (found: readonly (Found | null)[]): Found | null => found.reduce(earlier, null);

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
