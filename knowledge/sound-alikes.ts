import { segmentsOf } from './segments.ts';

/** Sees through typing errors: words written with other characters that sound alike, or in pinyin. */
export interface SoundAlikes {
  /** Of a text: the word that what stands at a place is meant to be, which takes as many characters; null when there is none. */
  meantIn(text: string): (at: number) => string | null;
  /** The text with words in pinyin ("zhuce ziben") as characters. */
  spelt(text: string): string;
}

interface Heard {
  readonly word: string;
  readonly sound: readonly string[];
}

/** Shorter words sound like too many others. */
const fewestSyllables = 3;
/** Of a word with so many syllables one may be another: 护照中心 is 呼叫中心. */
const enoughSyllables = 4;

/** Turns of phrase are no words that one mistypes. */
const particle = /[的我你您们吗了]/;

const onlyHan = /^\p{Script=Han}{2,}$/u;

/** `pinyin`: by sound the characters that are read so. Only words of these lists are ever meant. */
export function soundAlikes(words: readonly string[], pinyin: Readonly<Record<string, string>>): SoundAlikes {
  const sounds = new Map(
    Object.entries(pinyin).flatMap(([sound, characters]) => Array.from(characters, (one) => [one, sound] as const)),
  );
  const heard = [...new Set(words)]
    .filter((word) => onlyHan.test(word))
    .map((word): Heard => ({ word, sound: soundOf(word, sounds) }));
  const long = heard
    .filter(({ word, sound }) => sound.length >= fewestSyllables && !particle.test(word))
    .toSorted((a, b) => b.sound.length - a.sound.length);
  const byFirst = Map.groupBy(long, ({ sound }) => sound[0]);
  const pairs = Map.groupBy(
    heard.filter(({ word, sound }) => sound.length === 2 && !particle.test(word)),
    ({ sound }) => sound[0],
  );
  const bySecond = Map.groupBy(
    long.filter(({ sound }) => sound.length >= enoughSyllables),
    ({ sound }) => sound[1],
  );
  return {
    meantIn(text) {
      // Asked at each character for hundreds of words: what sounds how is looked up once.
      const heardText = Array.from({ length: text.length }, (_, at) => sounds.get(text.charAt(at)));
      return (at) => {
        const [first, second] = [heardText[at], heardText[at + 1]];
        if (first === undefined) return null;
        const isNear = ({ sound }: Heard): boolean => isHeardAt(sound, heardText, at);
        const meant = byFirst.get(first)?.find(isNear) ?? bySecond.get(second)?.find(isNear);
        if (meant) return meant.word;
        const alike = pairs.get(first)?.filter(({ sound }) => sound[1] === second) ?? [];
        return alike.length > 0 ? pairMeant(text.slice(at, at + 2), alike) : null;
      };
    },
    spelt: speller(heard),
  };
}

/** 认交 is 认缴: it sounds just so, has one of its characters, and is no word itself. */
function pairMeant(written: string, heard: readonly Heard[]): string | null {
  if (auxiliary.test(written)) return null;
  const meant = heard.find(({ word }) => word !== written && (word[0] === written[0] || word[1] === written[1]));
  return meant && Array.from(segmentsOf(written)).length > 1 ? meant.word : null;
}

/** 不办 is no 补办, and the end of 问过财务了 no 误了. */
const auxiliary = /[不没要会能可我你他的了]/;

function soundOf(word: string, sounds: ReadonlyMap<string, string>): readonly string[] {
  return Array.from(word, (character) => sounds.get(character) ?? character);
}

function allowed({ length }: readonly string[]): number {
  return length >= enoughSyllables ? 1 : 0;
}

/** It ends with the first syllable too many. */
function isHeardAt(sound: readonly string[], heardText: readonly (string | undefined)[], at: number): boolean {
  let left = allowed(sound);
  for (let index = 0; index < sound.length; index += 1) {
    if (heardText[at + index] === sound[index]) continue;
    if (left === 0) return false;
    left -= 1;
  }
  return true;
}

/** Short pinyin may be an English word, so it is only read where a long one shows that pinyin is written. */
const longPinyin = 8;

/** Syllables are written together or apart; no word has more than this. */
const mostSyllables = 6;

function speller(heard: readonly Heard[]): SoundAlikes['spelt'] {
  const words = new Map<string, string>();
  for (const { word, sound } of heard) if (!words.has(sound.join(''))) words.set(sound.join(''), word);
  return (text) => {
    if (!/[a-z]{2}/.test(text)) return text;
    const pieces = text.split(/(?<=[a-z])(?=[^a-z])|(?<=[^a-z])(?=[a-z])/);
    const found = spelledIn(pieces, words);
    const isPinyin = /\p{Script=Han}/u.test(text) || found.some(({ letters }) => letters >= longPinyin);
    if (!isPinyin || found.length === 0) return text;
    for (const { at, count, word } of found) pieces.splice(at, count, word, ...Array.from({ length: count - 1 }, () => ''));
    return pieces.join('');
  };
}

interface Spelled {
  readonly at: number;
  readonly count: number;
  readonly letters: number;
  readonly word: string;
}

/** `pieces` are words and what stands between them, in turns. */
function spelledIn(pieces: readonly string[], words: ReadonlyMap<string, string>): readonly Spelled[] {
  const found: Spelled[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const one = /^[a-z]/.test(pieces[at] ?? '') ? spelledAt(pieces, at, words) : null;
    if (!one) continue;
    found.push(one);
    at += one.count - 1;
  }
  return found;
}

function spelledAt(pieces: readonly string[], at: number, words: ReadonlyMap<string, string>): Spelled | null {
  for (let count = 2 * mostSyllables - 1; count > 0; count -= 2) {
    const letters = pieces
      .slice(at, at + count)
      .join('')
      .replace(/[ ']/g, '');
    const word = words.get(letters);
    if (word !== undefined) return { at, count, letters: letters.length, word };
  }
  return null;
}
