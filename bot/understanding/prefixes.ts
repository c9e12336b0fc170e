import { normalise } from './normalise.ts';

/**
 * The first characters, up to six, of what a text must hold to match a phrase of the vocabulary; null when it may be anything. Of some
 * thousand phrases a short message can only meet a few: knowing which saves searching for the others. A phrase that may begin with
 * anything, as [那|好][,| ]算了, is known by its first part that cannot be missing.
 */
export function prefixesOf(phrase: string): ReadonlySet<string> | null {
  const plain = normalise(phrase.trim());
  if (asWritten.test(plain)) return new Set([plain.slice(0, length)]);
  const cursor: Cursor = { phrase: plain, at: 0, isExact: false };
  for (let isFirst = true; cursor.at < plain.length; isFirst = false) {
    const starts = startsAt(plain, cursor.at);
    // Within a phrase a Latin word may go on from what stands before it, and is met from its first letter only.
    const isOwn = isFirst || plain[cursor.at - 1] === ' ' || starts?.every((start) => han.test(start));
    if (starts && isOwn) return new Set(starts);
    // What stands behind a | at the top is another phrase.
    if (!goesOn(cursor)) return null;
    item(cursor);
  }
  return null;
}

/**
 * The first characters of what a text must hold besides, for the part of a phrase behind its first gap: 搞得定 of 月…(搞得定|办得完); null
 * when that may be anything, or there is no gap.
 */
export function tailsOf(phrase: string): ReadonlySet<string> | null {
  const plain = normalise(phrase.trim());
  if (!plain.includes('…')) return null;
  const cursor: Cursor = { phrase: plain, at: 0, isExact: false };
  while (goesOn(cursor) && plain[cursor.at] !== '…') item(cursor);
  if (!goesOn(cursor)) return null;
  cursor.at += 1;
  while (plain[cursor.at] === ' ') cursor.at += 1;
  const starts = startsAt(plain, cursor.at);
  while (goesOn(cursor)) item(cursor);
  // What stands behind a | at the top is another phrase, which has no such part.
  return starts && cursor.at === plain.length ? new Set(starts) : null;
}

/** How a phrase itself can begin, a space that may be missing among it; null when with anything. */
export function beginningsOf(phrase: string): readonly string[] | null {
  return startsAt(normalise(phrase.trim()), 0, { isExact: true });
}

const han = /^[\u4e00-\u9fff]/;

/** How the rest of a phrase can begin; null when with anything. */
function startsAt(phrase: string, at: number, { isExact = false } = {}): readonly string[] | null {
  const cursor: Cursor = { phrase, at, isExact };
  let all: readonly Prefix[] = nothing;
  // Of what follows a prefix that needs no more nothing has to be read.
  while (goesOn(cursor) && !all.every(isWhole)) {
    all = extended(all, item(cursor));
    if (all.some(({ text, open }) => open && text === '')) return null;
  }
  const starts = all.map(({ text }) => text);
  return starts.includes('') ? null : starts;
}

const isWhole = ({ text, open }: Prefix): boolean => open || text.length >= length;

/** Most phrases are words as they stand. */
const asWritten = /^[a-z\d\u4e00-\u9fff]+(?:(?<=[a-z\d]) (?=[a-z\d])[a-z\d\u4e00-\u9fff]+)*$/;

interface Cursor {
  readonly phrase: string;
  at: number;
  /** A space that may be missing is read as one or none, and not as anything. */
  readonly isExact: boolean;
}

/** A prefix; an open one may go on with anything, a full one needs no more. */
interface Prefix {
  readonly text: string;
  readonly open: boolean;
}

const length = 6;

/** Alternatives behind alternatives multiply; from here on a longer prefix tells little more, and a start has to learn it. */
const most = 24;

/** Reads up to the end, a `|` or a closing bracket. */
function sequence(cursor: Cursor): Prefix[] {
  let all = [...nothing];
  while (goesOn(cursor)) all = extended(all, item(cursor));
  return all;
}

function goesOn({ phrase, at }: Cursor): boolean {
  return at < phrase.length && !'|)]'.includes(phrase[at] as string);
}

function extended(all: readonly Prefix[], next: readonly Prefix[]): Prefix[] {
  if (next.length > 1 && all.length * next.length > most && all.every(({ text }) => text !== '')) {
    return all.map(({ text }) => ({ text, open: true }));
  }
  return all.flatMap((one) =>
    isWhole(one) ? [one] : next.map((more) => ({ text: (one.text + more.text).slice(0, length), open: more.open })),
  );
}

function item(cursor: Cursor): readonly Prefix[] {
  const look = /^\(\?<?[!=]/.exec(cursor.phrase.slice(cursor.at));
  if (look) {
    cursor.at += look[0].length;
    alternatives(cursor);
    return nothing;
  }
  const character = cursor.phrase[cursor.at] as string;
  cursor.at += 1;
  if (character === "'" && isSilent(cursor.phrase, cursor.at - 1)) return [{ text: "'", open: false }, ...nothing];
  if (character === '(') return alternatives(cursor);
  if (character === '[') return [...alternatives(cursor), ...nothing];
  if (character === '^' || character === '$') return nothing;
  if (character === '#') return digits;
  return isAnything(character, cursor) ? gap(character, cursor) : [{ text: character, open: false }];
}

function gap(character: string, { isExact }: Cursor): readonly Prefix[] {
  return character === ' ' && isExact ? [{ text: ' ', open: false }, ...nothing] : [{ text: '', open: true }];
}

/** "dont", "whats", "im": typed in a hurry, the apostrophe is left out; "we're" without it would be another word. */
export function isSilent(phrase: string, at: number): boolean {
  return silentBefore.test(phrase.slice(0, at)) && silentAfter.test(phrase.slice(at + 1)) && pairs.test(around(phrase, at));
}

const around = (phrase: string, at: number): string => phrase.slice(Math.max(0, at - 6), at + 4);
const silentBefore = /[a-z]$/;
const silentAfter = /^(?:t|s|m|ve|re)(?![a-z])/;
const pairs =
  /n't|(?<![a-z])(?:(?:what|that|there|here|who|how|where|when|let|it)'s|i'(?:m|ve)|(?:we|you|they)'ve|(?:they|you)'re)/;

/** A gap, or a space that may be missing: only between two Latin words it stands for sure. */
function isAnything(character: string, { phrase, at }: Cursor): boolean {
  if (character !== ' ') return character === '…';
  return !(endsLatin(phrase, at - 2) && beginsLatin(phrase, at));
}

/** In "no (fixed|firm) date" brackets with nothing but Latin words stand in for one. */
function endsLatin(phrase: string, at: number): boolean {
  return isLatin(phrase[at]) || (phrase[at] === ')' && closing.test(phrase.slice(0, at + 1)));
}

function beginsLatin(phrase: string, at: number): boolean {
  return isLatin(phrase[at]) || opening.test(phrase.slice(at));
}

const opening = /^\([a-z\d][a-z\d' ]*(?:\|[a-z\d][a-z\d' ]*)*\)/;
const closing = /\([a-z\d][a-z\d' ]*(?:\|[a-z\d][a-z\d' ]*)*\)$/;

const isLatin = (character = ''): boolean => /[a-z\d]/.test(character);

const nothing: readonly Prefix[] = [{ text: '', open: false }];

/** Ten times as many of what follows a digit would tell little more. */
const digits: Prefix[] = Array.from('0123456789', (text) => ({ text, open: true }));

function alternatives(cursor: Cursor): Prefix[] {
  const all = sequence(cursor);
  while (cursor.phrase[cursor.at] === '|') {
    cursor.at += 1;
    all.push(...sequence(cursor));
  }
  cursor.at += 1;
  return all;
}
