import type { Ways } from './answer-files.ts';
import { soundAlikes, type SoundAlikes } from './sound-alikes.ts';

/** What a question is about: the names of meanings that it words somehow, and what is left of it, piece by piece. */
export interface QuestionWords {
  readonly known: ReadonlySet<string>;
  /** Pieces that no way of saying has a meaning for; `before` is the meaning that stands right behind one. */
  readonly left: ReadonlyMap<string, { readonly before: string | null }>;
}

/** `asWritten`: the text has no typing errors to see through, which costs time. */
export type WordsOfQuestion = (text: string, asWritten?: true) => QuestionWords;

type MeantAt = ReturnType<SoundAlikes['meantIn']>;

const nothingMeant: MeantAt = () => null;

interface Way {
  readonly text: string;
  /** Null for what only holds a sentence together. */
  readonly meaning: string | null;
  /** Words in Latin letters or digits end where they end: "fee" is not in "coffee", but in "fees". */
  readonly isWord: boolean;
}

const wordCharacter = /[a-z0-9]/;
const hanCharacter = /\p{Script=Han}/u;
const latinWord = /[a-z0-9][a-z0-9'-]*/y;

/** Longer texts hold no further question: what is past this is not looked at. */
const longest = 400;

/** Reads a question by the firm's ways of saying, the longest first. Takes Simplified characters in lower case. */
export function questionWords({ same, glue }: Ways, pinyin: Readonly<Record<string, string>>): WordsOfQuestion {
  const alike = soundAlikes(Object.values(same).flat(), pinyin);
  const ways = byFirst([
    ...Object.entries(same).flatMap(([meaning, texts]) => texts.map((text): Way => wayOf(text, meaning))),
    ...glue.map((text): Way => wayOf(text, null)),
  ]);
  const wayFor = (lower: string, at: number, meantAt: MeantAt): Found | null => {
    const way = wayAt(ways, lower, at);
    // 有效其: what begins with a word that counts for nothing may be a word misspelt.
    const isTelling = way !== null && (way.meaning !== null || way.length > 1);
    return isTelling ? way : (wayMeant(ways, lower, { at, word: meantAt(at) }) ?? way);
  };
  return (text, asWritten) => {
    const lower = asWritten ? text.slice(0, longest) : alike.spelt(told(kindOfNumber(text.slice(0, longest))));
    const meantAt = asWritten ? nothingMeant : alike.meantIn(lower);
    const known = new Set<string>();
    const left = new Map<string, { before: string | null }>();
    let run = '';
    for (let at = 0; at < lower.length;) {
      const way = wayFor(lower, at, meantAt);
      if (way) {
        keepRun(left, run, way.meaning);
        run = '';
        if (way.meaning !== null) known.add(way.meaning);
        at += way.length;
        continue;
      }
      const character = lower.charAt(at);
      if (hanCharacter.test(character)) {
        run += character;
        at += 1;
        continue;
      }
      keepRun(left, run, null);
      run = '';
      at += keepWord(left, lower, at);
    }
    keepRun(left, run, null);
    return { known, left };
  };
}

/** "95013 这种": a number that one has in mind is asked of as what it is, one of five digits. Sums of money are none. */
function kindOfNumber(text: string): string {
  return text.replaceAll(/(?<!\d)(9[56])(\d{3,4})(?!\d|\s*(?:元|块|万|rmb|yuan))/g, (number, kind: string, rest: string) => {
    if (rest.length === 4 && number.startsWith('9521')) return '9521xx';
    return `${kind} ${rest.length === 3 ? '五位' : '六位'} `;
  });
}

/** 符不符合 asks after 符合. */
function told(text: string): string {
  return text.replaceAll(/(\p{Script=Han})不\1(?=\p{Script=Han})/gu, (asked, one: string) => (yesOrNo.has(asked) ? asked : one));
}

/** These are turns of phrase of their own. */
const yesOrNo = new Set([
  '能不能',
  '可不可',
  '行不行',
  '是不是',
  '要不要',
  '会不会',
  '需不需',
  '使不使',
  '用不用',
  '得不得',
  '够不够',
  '难不难',
  '算不算',
  '退不退',
]);

function wayOf(text: string, meaning: string | null): Way {
  return { text, meaning, isWord: wordCharacter.test(text.charAt(0)) };
}

function byFirst(ways: readonly Way[]): ReadonlyMap<string, readonly Way[]> {
  const sorted = ways.toSorted((a, b) => b.text.length - a.text.length);
  return Map.groupBy(sorted, ({ text }) => text.charAt(0));
}

interface Found {
  readonly meaning: string | null;
  readonly length: number;
}

function wayAt(ways: ReadonlyMap<string, readonly Way[]>, lower: string, at: number): Found | null {
  for (const { text, meaning, isWord } of ways.get(lower.charAt(at)) ?? []) {
    if (!lower.startsWith(text, at)) continue;
    const length = isWord ? wordLength(lower, at, text.length) : text.length;
    if (length > 0) return { meaning, length };
  }
  return null;
}

/** Where some of the characters are a word as they stand, nothing else is meant. */
function wayMeant(
  ways: ReadonlyMap<string, readonly Way[]>,
  lower: string,
  { at, word }: { at: number; word: string | null },
): Found | null {
  if (word === null) return null;
  for (let index = at + 1; index < at + word.length; index += 1) if ((wayAt(ways, lower, index)?.length ?? 0) > 1) return null;
  return wayAt(ways, word, 0);
}

/** 0 where the letters go on: it is another word then. */
function wordLength(lower: string, at: number, length: number): number {
  if (at > 0 && wordCharacter.test(lower.charAt(at - 1)) && wordCharacter.test(lower.charAt(at))) return 0;
  const ending = (length < longWord ? plural : inflected).exec(lower.slice(at + length, at + length + 4));
  return ending ? length + ending[0].length : 0;
}

/** Shorter words with an ending are often others: a fee is not a feed. */
const longWord = 5;
const plural = /^(?:s|es)?(?![a-z0-9])/;
const inflected = /^(?:s|es|d|ed|ing)?(?![a-z0-9])/;

/** A stretch of Chinese that is not known is kept as pairs of characters: two people cut it into words differently. */
function keepRun(left: Map<string, { before: string | null }>, run: string, before: string | null): void {
  if (run.length === 1) left.set(run, { before });
  for (let at = 0; at + 1 < run.length; at += 1)
    left.set(run.slice(at, at + 2), { before: at + 2 === run.length ? before : null });
}

function keepWord(left: Map<string, { before: string | null }>, lower: string, at: number): number {
  latinWord.lastIndex = at;
  const word = latinWord.exec(lower)?.[0];
  if (word === undefined) return 1;
  left.set(stemOf(word), { before: null });
  return word.length;
}

function stemOf(word: string): string {
  return word.length > 3 ? word.replace(/(?:'s|s|ed|ing)$/, '') : word;
}
