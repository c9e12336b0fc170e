import type { Answer, Knowledge } from './schemas.ts';
import { wordsOf } from './words.ts';

type Topic = Answer['topics'][number];

/** An answer with its place in the book: of two that fit equally well the earlier one is given. */
export interface Entry {
  readonly answer: Answer;
  readonly place: number;
}

/** The answers by what is in a question, so that only those are weighed that share something with it. */
export interface AnswerIndex {
  /** The answers that have a phrase which shares a word with these, with the likeness of the nearest, 1 at most. */
  likenesses(words: ReadonlySet<string>): ReadonlyMap<Entry, number>;
  /** The answers of which a keyword is in this text, with how many are. */
  hits(lower: string): ReadonlyMap<Entry, number>;
  /** The answers to any question on a topic. */
  general(topic: Topic): readonly Entry[];
}

const indexes = new WeakMap<Knowledge, AnswerIndex>();

export function answerIndexOf(knowledge: Knowledge): AnswerIndex {
  let index = indexes.get(knowledge);
  if (!index) {
    index = indexed([...knowledge.answers.values()].map((answer, place) => ({ answer, place })));
    indexes.set(knowledge, index);
  }
  return index;
}

function indexed(entries: readonly Entry[]): AnswerIndex {
  const general = grouped(entries.flatMap((entry) => (entry.answer.general ?? []).map((topic) => [topic, entry] as const)));
  return {
    likenesses: likenessesTo(entries),
    hits: keywordFinder(entries.flatMap((entry) => entry.answer.keywords.map((keyword) => [keyword, entry] as const))),
    general: (topic) => general.get(topic) ?? [],
  };
}

interface Phrase {
  readonly entry: Entry;
  readonly words: ReadonlySet<string>;
  readonly weight: number;
}

/** How much of the phrase is in the question, and, counting less, how much of the question is in the phrase. */
function likenessesTo(entries: readonly Entry[]): AnswerIndex['likenesses'] {
  const worded = entries.flatMap((entry) => entry.answer.phrases.map((phrase) => ({ entry, words: wordsOf(phrase) })));
  const rarity = rarityOf(worded, entries.length);
  const phrases = worded.map((one): Phrase => ({ ...one, weight: sum([...one.words].map(rarity)) }));
  const byWord = grouped(phrases.flatMap((phrase) => [...phrase.words].map((word) => [word, phrase] as const)));
  return (words) => {
    const shared = new Map<Phrase, number>();
    let asked = 0;
    for (const word of words) {
      const weight = rarity(word);
      asked += weight;
      for (const phrase of byWord.get(word) ?? []) shared.set(phrase, (shared.get(phrase) ?? 0) + weight);
    }
    const nearest = new Map<Entry, number>();
    for (const [{ entry, weight }, both] of shared) {
      nearest.set(entry, Math.max(nearest.get(entry) ?? 0, 0.65 * (both / weight) + 0.35 * (both / asked)));
    }
    return nearest;
  };
}

/** How telling a word is: the fewer answers have it, the more. */
function rarityOf(phrases: readonly Pick<Phrase, 'entry' | 'words'>[], answers: number): (word: string) => number {
  const holders = grouped(phrases.flatMap(({ entry, words }) => [...words].map((word) => [word, entry] as const)));
  const known = new Map([...holders].map(([word, entries]) => [word, Math.log(1 + answers / new Set(entries).size)]));
  // A word that no phrase has says that something else is asked, but names and chatter do too: it counts less.
  // Names in Latin letters (ICP, EDI) are other licences more often than not.
  const strange = Math.log(1 + answers) * 0.75;
  return (word) => known.get(word) ?? strange * (/[a-z0-9]/.test(word) ? 2 : 1);
}

interface Keyword<Meaning> {
  readonly text: string;
  readonly meaning: Meaning;
  /** For English keywords, which are whole words: "fee" is not in "coffee". */
  readonly whole: RegExp | null;
}

/** Finds which keywords are in a text, in one pass over it; for each meaning how many. */
export function keywordFinder<Meaning>(
  keywords: readonly (readonly [string, Meaning])[],
): (lower: string) => ReadonlyMap<Meaning, number> {
  const byFirst = grouped(
    keywords.map(([keyword, meaning]): readonly [string, Keyword<Meaning>] => {
      const text = lowerOf(keyword);
      const whole = /[a-z0-9]/.test(text) ? new RegExp(`(?<![a-z0-9])${RegExp.escape(text)}(?:s|es)?(?![a-z0-9])`, 'y') : null;
      return [text.charAt(0), { text, meaning, whole }];
    }),
  );
  return (lower) => {
    const found = new Set<Keyword<Meaning>>();
    for (let at = 0; at < lower.length; at += 1) {
      for (const keyword of byFirst.get(lower.charAt(at)) ?? []) if (isAt(keyword, lower, at)) found.add(keyword);
    }
    const counts = new Map<Meaning, number>();
    for (const { meaning } of found) counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
    return counts;
  };
}

function isAt({ text, whole }: Keyword<unknown>, lower: string, at: number): boolean {
  if (!lower.startsWith(text, at)) return false;
  if (!whole) return true;
  whole.lastIndex = at;
  return whole.test(lower);
}

/** A question as keywords are looked for in it. */
export function lowerOf(text: string): string {
  return text.slice(0, 400).normalize('NFKC').toLowerCase();
}

function grouped<Key, Item>(pairs: Iterable<readonly [Key, Item]>): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const [key, item] of pairs) {
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
