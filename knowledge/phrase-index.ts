import type { Ways } from './answer-files.ts';
import { classifierOf, type Learnt, learntFrom } from './classifier.ts';
import { grouped, lowerOf } from './keywords.ts';
import { addPieces } from './question-features.ts';
import type { QuestionWords, WordsOfQuestion } from './question-words.ts';
import type { Answer } from './answer-files.ts';
import type { Knowledge } from './knowledge.ts';

/** An answer with its place in the book: of two that fit equally well the earlier one is given. */
export interface Entry {
  readonly answer: Answer;
  readonly place: number;
}

/** How likely it is that a question means each answer, and that it means something that no answer is about. */
export interface Nearness {
  readonly answers: ReadonlyMap<Entry, number>;
  readonly outside: number;
}

/** What no phrase of any answer has. */
export interface Strangeness {
  /** Of all that is in a question, 0 to 1. */
  readonly share: number;
  /** It names a thing or a licence that no answer is about. */
  readonly isNamed: boolean;
  /** What is known is asked of anything, and of what it is asked no answer knows. */
  readonly isAlien: boolean;
}

/** What all phrases taught: plain data, so that it can be kept for the next start. Answers are told by their places. */
export interface LearntPhrases {
  /** The answer that has this very question on file. */
  readonly onFile: ReadonlyMap<string, number>;
  /** How telling a word is. */
  readonly telling: ReadonlyMap<string, number>;
  /** Answers, and themes that no answer is about. */
  readonly classes: Learnt<number | string>;
}

export interface PhraseIndex {
  /** The answer that has this very question on file. */
  onFile(lower: string): Entry | undefined;
  /** The answers that share anything with a question. */
  near(question: QuestionWords, lower: string): Nearness;
  strangeness(question: QuestionWords): Strangeness;
}

export interface Book extends Pick<Knowledge, 'outside' | 'ways'> {
  readonly entries: readonly Entry[];
}

interface Read<Group> {
  readonly group: Group;
  readonly lower: string;
  readonly words: QuestionWords;
}

/** Learns from all phrases; takes more than half a second. Deterministic. */
export function learnPhrases({ entries, outside, ways }: Book, wordsOf: WordsOfQuestion): LearntPhrases {
  const read = <Group>(group: Group, phrase: string): Read<Group> => {
    const lower = lowerOf(phrase);
    return { group, lower, words: wordsOf(lower, true) };
  };
  const known = entries.flatMap((entry) => entry.answer.phrases.map((phrase) => read(entry, phrase)));
  const others = Object.entries(outside).flatMap(([theme, questions]) => questions.map((phrase) => read(theme, phrase)));
  const named = withSubject(known, ways).map(({ group, phrase }) => read(group, phrase));
  return {
    onFile: new Map(known.toReversed().map(({ group, lower }) => [lower, group.place])),
    telling: tellingIn(known, entries.length),
    classes: learntFrom(
      [...known, ...others, ...named].map(({ group, lower, words }) => ({
        group: typeof group === 'string' ? group : group.place,
        features: featuresOf(words, lower),
      })),
    ),
  };
}

/** Makes what was learnt from these very entries ready to be asked. */
export function phraseIndex({ onFile, telling, classes }: LearntPhrases, { entries, ways }: Omit<Book, 'outside'>): PhraseIndex {
  const classify = classifierOf(classes);
  const weigh = weigher(telling, entries.length);
  const generic = new Set(ways.generic);
  return {
    onFile: (lower) => entries[onFile.get(lower) ?? onFile.get(lower.replace(marks, '')) ?? -1],
    near(question, lower) {
      const answers = new Map<Entry, number>();
      let outside = 0;
      for (const [group, share] of classify(featuresOf(question, lower))) {
        if (typeof group === 'string') outside += share;
        else answers.set(entries[group] as Entry, share);
      }
      return { answers, outside };
    },
    strangeness: (question) => strangenessOf(question, weigh, generic),
  };
}

/** It is the same question without them. */
const marks = /[\s?!.。]+$/;

/**
 * Phrases with the subject named in them, of every third of those that do without: else a question that names it would be nearer to what the
 * licence is than to how long it holds, and one that does not would be further from the trade.
 */
function withSubject(known: readonly Read<Entry>[], { subject }: Ways): readonly { group: Entry; phrase: string }[] {
  return known
    .filter(({ group, words }, place) => place % 3 === 0 && isOfSubject(group.answer, subject) && !words.known.has(subject.of))
    .map(({ group, lower }, place) => ({ group, phrase: ofSubject(lower, place, subject) }));
}

function ofSubject(lower: string, place: number, { 'zh-Hans': before, en: behind }: Ways['subject']): string {
  if (/\p{Script=Han}/u.test(lower)) return `${before[place % before.length]}${lower}`;
  return `${lower} ${behind[place % behind.length]}`;
}

function isOfSubject({ services }: Answer, { of }: Ways['subject']): boolean {
  return !services || services.includes(of);
}

/** A meaning is told from a piece of text by the mark before it, and so is what stands right before "licence": the name of another one. */
function bagOf({ known, left }: QuestionWords): ReadonlySet<string> {
  const pieces = [...left].map(([piece, { before }]) => (before === 'licence' ? `^${piece}` : piece));
  return new Set([...[...known].map((meaning) => `#${meaning}`), ...pieces]);
}

/** How telling a word is: the fewer answers have it, the more. Pieces of text tell less than meanings. */
function tellingIn(phrases: readonly Read<Entry>[], answers: number): ReadonlyMap<string, number> {
  const holders = grouped(phrases.flatMap(({ group, words }) => [...bagOf(words)].map((word) => [word, group] as const)));
  return new Map([...holders].map(([word, entries]) => [word, tellingOf(word) * Math.log(1 + answers / new Set(entries).size)]));
}

interface Weigh {
  (word: string): number;
  isStrange(word: string): boolean;
}

function weigher(telling: ReadonlyMap<string, number>, answers: number): Weigh {
  const most = Math.log(1 + answers);
  const weigh = (word: string): number => telling.get(word) ?? most * strangenessIn(word);
  return Object.assign(weigh, { isStrange: (word: string) => !telling.has(word) });
}

function tellingOf(word: string): number {
  return word.startsWith('#') ? 1 : pieceTelling;
}

const pieceTelling = 0.6;

/** Words that no phrase has say that something else is asked, but names and chatter do too. */
function strangenessIn(word: string): number {
  if (word.startsWith('#')) return strange.meaning;
  if (word.startsWith('^')) return strange.name;
  return /[a-z0-9]/.test(word) ? strange.word : strange.piece;
}

const strange = { meaning: 1.5, name: 1.2, word: 0.7, piece: 0.45 };

function featuresOf({ known }: QuestionWords, lower: string): ReadonlySet<string> {
  const features = new Set([...known].map((meaning) => `#${meaning}`));
  addPieces(features, lower);
  return features;
}

function strangenessOf(question: QuestionWords, weigh: Weigh, generic: ReadonlySet<string>): Strangeness {
  const words = [...bagOf(question)];
  const strangers = words.filter((word) => weigh.isStrange(word));
  const asked = sum(words.map(weigh));
  const share = asked === 0 ? 0 : sum(strangers.map(weigh)) / asked;
  return {
    share,
    isAlien: share > aliens && [...question.known].every((meaning) => generic.has(meaning)),
    isNamed: strangers.some((word) => word.startsWith('#') || word.startsWith('^')),
  };
}

/** So much of a question is of something that no answer is about. */
const aliens = 0.2;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
