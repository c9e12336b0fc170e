import { namesOwnerAbroad, otherCountries } from './countries.ts';
import type { Ways } from './answer-files.ts';
import { classifierOf } from './classifier.ts';
import { grouped, keywordFinder, lowerOf } from './keywords.ts';
import { addPieces } from './question-features.ts';
import type { Answer, Knowledge } from './schemas.ts';
import { type QuestionWords, questionWords, type WordsOfQuestion } from './question-words.ts';
import { remembered } from './remembered.ts';

type Topic = Answer['topics'][number];

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

/** The answers by what is in a question, so that only those are weighed that share something with it. */
export interface AnswerIndex {
  /** The answer that has this very question on file. */
  onFile(lower: string): Entry | undefined;
  /** The answers that share anything with a question. */
  near(question: QuestionWords, lower: string): Nearness;
  strangeness(question: QuestionWords): Strangeness;
  wordsOf(text: string): QuestionWords;
  /** The answers of which a keyword is in this text, with how many are. */
  hits(lower: string): ReadonlyMap<Entry, number>;
  /** The answers to any question on a topic. */
  general(topic: Topic): readonly Entry[];
}

const indexes = new WeakMap<Knowledge, AnswerIndex>();

export function answerIndexOf(knowledge: Knowledge): AnswerIndex {
  let index = indexes.get(knowledge);
  if (!index) {
    index = indexed(knowledge);
    indexes.set(knowledge, index);
  }
  return index;
}

function indexed({ answers, ways, pinyin, outside }: Knowledge): AnswerIndex {
  const entries = [...answers.values()].map((answer, place) => ({ answer, place }));
  const general = grouped(entries.flatMap((entry) => (entry.answer.general ?? []).map((topic) => [topic, entry] as const)));
  const wordsOf = withCountries(questionWords({ ...ways, same: { ...ways.same, [abroad]: [...otherCountries()] } }, pinyin));
  // A quarter of a second's work that a start does without: it is done with the first question.
  let phrases: PhraseIndex | undefined;
  const indexOf = (): PhraseIndex => (phrases ??= phraseIndex({ entries, outside, ways }, wordsOf));
  return {
    onFile: (lower) => indexOf().onFile(lower),
    near: (question, lower) => indexOf().near(question, lower),
    strangeness: (question) => indexOf().strangeness(question),
    wordsOf: remembered((text: string) => wordsOf(text)),
    hits: keywordFinder(entries.flatMap((entry) => entry.answer.keywords.map((keyword) => [keyword, entry] as const))),
    general: (topic) => general.get(topic) ?? [],
  };
}

type PhraseIndex = Pick<AnswerIndex, 'onFile' | 'near' | 'strangeness'>;

interface Book extends Pick<Knowledge, 'outside' | 'ways'> {
  readonly entries: readonly Entry[];
}

function phraseIndex({ entries, outside, ways }: Book, wordsOf: WordsOfQuestion): PhraseIndex {
  const read = <Group>(group: Group, phrase: string): Read<Group> => {
    const lower = lowerOf(phrase);
    return { group, lower, words: wordsOf(lower, true) };
  };
  const known = entries.flatMap((entry) => entry.answer.phrases.map((phrase) => read(entry, phrase)));
  const others = Object.entries(outside).flatMap(([theme, questions]) => questions.map((phrase) => read(theme, phrase)));
  const phrases = known.map(({ group, words }) => ({ entry: group, words: bagOf(words) }));
  const onFile = new Map(known.toReversed().map(({ group, lower }) => [lower, group]));
  const weigh = weigher(phrases, entries.length);
  return {
    onFile: (lower) => onFile.get(lower),
    near: nearer([...known, ...others, ...withSubject(known, ways).map(({ group, phrase }) => read(group, phrase))]),
    strangeness: (question) => strangenessOf(question, weigh, new Set(ways.generic)),
  };
}

/**
 * Phrases with the subject named in them, of every third of those that do without: else a question that names it would be nearer to what the
 * licence is than to how long it holds, and one that does not would be further from the trade.
 */
function withSubject(known: readonly Read<Entry>[], { subject }: Ways): readonly { group: Entry; phrase: string }[] {
  return known
    .filter(({ group, words }, place) => place % 3 === 0 && isOfSubject(group.answer) && !words.known.has('callcentre'))
    .map(({ group, lower }, place) => ({ group, phrase: ofSubject(lower, place, subject) }));
}

function ofSubject(lower: string, place: number, { 'zh-Hans': before, en: behind }: Ways['subject']): string {
  if (/\p{Script=Han}/u.test(lower)) return `${before[place % before.length]}${lower}`;
  return `${lower} ${behind[place % behind.length]}`;
}

function isOfSubject({ services }: Answer): boolean {
  return !services || services.includes('callcentre');
}

const abroad = 'abroad';

/** A country is where a shareholder is from, or else another market, of which nothing is known. */
function withCountries(wordsOf: WordsOfQuestion): WordsOfQuestion {
  return (text, asWritten) => {
    const words = wordsOf(text, asWritten);
    if (!words.known.has(abroad)) return words;
    const known = new Set(words.known);
    const isOwner = known.has('shareholder') || namesOwnerAbroad(text);
    if (isOwner || known.has('foreign')) known.delete(abroad);
    return { ...words, known: isOwner ? known.add('foreign') : known };
  };
}

interface Phrase {
  readonly entry: Entry;
  readonly words: ReadonlySet<string>;
}

/** A meaning is told from a piece of text by the mark before it, and so is what stands right before "licence": the name of another one. */
function bagOf({ known, left }: QuestionWords): ReadonlySet<string> {
  const pieces = [...left].map(([piece, { before }]) => (before === 'licence' ? `^${piece}` : piece));
  return new Set([...[...known].map((meaning) => `#${meaning}`), ...pieces]);
}

interface Weigh {
  (word: string): number;
  isStrange(word: string): boolean;
}

/** How telling a word is: the fewer answers have it, the more. Pieces of text tell less than meanings. */
function weigher(phrases: readonly Phrase[], answers: number): Weigh {
  const holders = grouped(phrases.flatMap(({ entry, words }) => [...words].map((word) => [word, entry] as const)));
  const known = new Map(
    [...holders].map(([word, entries]) => [word, tellingOf(word) * Math.log(1 + answers / new Set(entries).size)]),
  );
  const most = Math.log(1 + answers);
  const weigh = (word: string): number => known.get(word) ?? most * strangenessIn(word);
  return Object.assign(weigh, { isStrange: (word: string) => !known.has(word) });
}

function tellingOf(word: string): number {
  return word.startsWith('#') ? 1 : telling.piece;
}

const telling = { piece: 0.6 };

/** Words that no phrase has say that something else is asked, but names and chatter do too. */
function strangenessIn(word: string): number {
  if (word.startsWith('#')) return strange.meaning;
  if (word.startsWith('^')) return strange.name;
  return /[a-z0-9]/.test(word) ? strange.word : strange.piece;
}

const strange = { meaning: 1.5, name: 1.2, word: 0.7, piece: 0.45 };

interface Read<Group> {
  readonly group: Group;
  readonly lower: string;
  readonly words: QuestionWords;
}

function nearer(phrases: readonly Read<Entry | string>[]): AnswerIndex['near'] {
  const classify = classifierOf(phrases.map(({ group, lower, words }) => ({ group, features: featuresOf(words, lower) })));
  return (question, lower) => {
    const answers = new Map<Entry, number>();
    let outside = 0;
    for (const [group, share] of classify(featuresOf(question, lower))) {
      if (typeof group === 'string') outside += share;
      else answers.set(group, share);
    }
    return { answers, outside };
  };
}

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
