import { namesOwnerAbroad, otherCountries } from './countries.ts';
import { grouped, keywordFinder } from './keywords.ts';
import { type Entry, learnPhrases, type LearntPhrases, type Nearness, phraseIndex, type PhraseIndex } from './phrase-index.ts';
import { type QuestionWords, questionWords, type WordsOfQuestion } from './question-words.ts';
import { remembered } from './remembered.ts';
import type { Answer } from './answer-files.ts';
import type { Knowledge } from './knowledge.ts';
import { onceFor } from './once.ts';

type Topic = Answer['topics'][number];

/** The answers by what is in a question, so that only those are weighed that share something with it. */
export interface AnswerIndex extends Omit<PhraseIndex, 'near'> {
  wordsOf(text: string): QuestionWords;
  /** How near a question is to what anything is known of. */
  near(lower: string): Nearness;
  /** The answers of which a keyword is in this text, with how many are. */
  hits(lower: string): ReadonlyMap<Entry, number>;
  /** The answers to any question on a topic. */
  general(topic: Topic): readonly Entry[];
  /** What the phrases teach takes more than half a second to learn, with the first question: from now on that is asked first. */
  rememberBy(memory: PhraseMemory): void;
  /** Has what is remembered read before the first question comes; false when there is nothing. */
  recall(): boolean;
  /** The same, and learns it when there is nothing. */
  prepare(): void;
}

/** What was learnt from this very knowledge before, by the same rules. */
export interface PhraseMemory {
  readonly recall: () => LearntPhrases | null;
  readonly keep: (learnt: LearntPhrases) => void;
}

/** The index of this knowledge's answers; made once. */
export const answerIndexOf = onceFor(indexed);

function indexed({ answers, ways, pinyin, outside }: Knowledge): AnswerIndex {
  const entries = [...answers.values()].map((answer, place) => ({ answer, place }));
  const general = grouped(entries.flatMap((entry) => (entry.answer.general ?? []).map((topic) => [topic, entry] as const)));
  const wordsOf = withTrades(
    withCountries(questionWords({ ...ways, same: { ...ways.same, [abroad]: [...otherCountries()] } }, pinyin)),
  );
  let memory: PhraseMemory | undefined;
  let phrases: PhraseIndex | undefined;
  const learn = (): LearntPhrases => {
    const learnt = learnPhrases({ entries, outside, ways }, wordsOf);
    memory?.keep(learnt);
    return learnt;
  };
  const recall = (): boolean => {
    const learnt = phrases ? null : memory?.recall();
    if (learnt) phrases = phraseIndex(learnt, { entries, ways });
    return phrases !== undefined;
  };
  const indexOf = (): PhraseIndex => {
    if (!phrases && !recall()) phrases = phraseIndex(learn(), { entries, ways });
    return phrases as PhraseIndex;
  };
  const kept = remembered((text: string) => wordsOf(text));
  return {
    onFile: (lower) => indexOf().onFile(lower),
    near: remembered((lower: string) => indexOf().near(kept(lower), lower)),
    strangeness: (question) => indexOf().strangeness(question),
    wordsOf: kept,
    hits: keywordFinder(entries.flatMap((entry) => entry.answer.keywords.map((keyword) => [keyword, entry] as const))),
    general: (topic) => general.get(topic) ?? [],
    rememberBy: (own) => void (memory = own),
    recall,
    prepare: () => void indexOf(),
  };
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

/** "我是一家装修公司的，想给客户做售后热线": the trade of who makes the calls is not what is asked of. */
function withTrades(wordsOf: WordsOfQuestion): WordsOfQuestion {
  return (text, asWritten) => {
    const words = wordsOf(text, asWritten);
    const isOfCalls = calls.some((meaning) => words.known.has(meaning));
    return isOfCalls ? { ...words, known: new Set([...words.known].filter((meaning) => meaning !== trades)) } : words;
  };
}

const trades = 'other-trades';
const calls = ['hotline', 'callcentre', 'outsourcing'];
