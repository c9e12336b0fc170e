import { answerIndexOf } from './answer-index.ts';
import { filled } from './answer-text.ts';
import { lowerOf } from './keywords.ts';
import type { Company } from './company.ts';
import { type Language, textLanguage } from './language.ts';
import type { Entry, Nearness, Strangeness } from './phrase-index.ts';
import { lastPart, plainQuestion } from './plain-question.ts';
import { familiesOf } from './named-services.ts';
import { saysNothingBut } from './says-only.ts';
import type { Answer } from './answer-files.ts';
import type { Knowledge } from './knowledge.ts';
import { asOfNote } from './sources.ts';

/** A question as a conversation puts it. `text` is in Simplified Chinese or English. */
export interface Question {
  readonly topic: Answer['topics'][number];
  readonly text: string;
  readonly language: Language;
  readonly company: Company;
}

export interface Answered {
  readonly id: string;
  readonly facts: readonly string[];
  readonly text: string;
  /** The text without the dates of its sources that may end it. */
  readonly words: string;
}

/** What speaks for an answer beside how likely it is meant, as the logarithm of how much likelier it makes it. */
const weights = { keyword: 0.3, topic: 0.9, service: 0.2 };

/**
 * What speaks for and against that the firm knows: the log-odds that something is meant that nothing is known of, and how much of the
 * question no phrase has. Fitted to what each fifth of the phrases looks like to the other four fifths, and rounded.
 */
const knowing = { any: -1.3, outside: -1.4, strange: -3.8 };

/** Below this the firm does not know: a wrong answer costs more than "I do not know". What no rule took for a question must be surer. */
const sure = { topic: -0.3, other: 0.4 };

/** An answer that is less likely than so is a guess, though it be likelier than any other. */
const leastShare = 0.25;

/** By so much an answer fits better than another. */
const clearly = 0.4;
const farBetter = 1;

/** In letters. "来得及吗" names nothing either, and asks. */
const longestIdle = 20;

/** Of an answer that is as good as never meant. */
const leastScore = Math.log(0.001);

/** An answer to any question on a topic is given to one of which no more than this is strange. */
export const strangeForGeneral = 0.28;

/** The curated answer to a question, filled with facts; null when none is near enough. The same question, the same answer. */
export function answerFor(knowledge: Knowledge, question: Question): Answered | null {
  const found = bestOf(knowledge, question);
  if (!found) return null;
  const { language, company } = question;
  const scope = scopeIn(knowledge, question.text) ?? company.scope;
  const answer = (scope && knowledge.answers.get(found.byScope?.[scope] ?? '')) ?? found;
  const note = answer.rule ? asOfNote(knowledge, answer.facts, language) : '';
  const words = filled(knowledge, answer.text[textLanguage(language)], language);
  return { id: answer.id, facts: answer.facts, words, text: note === '' ? words : `${words}\n${note}` };
}

/** The scope that a question names goes before the one the company has: "and for a province?" */
export function scopeIn(knowledge: Knowledge, text: string): Company['scope'] {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  if (known.has('nationwide') === known.has('provincial')) return undefined;
  return known.has('nationwide') ? 'nationwide' : 'provincial';
}

/** A turn asks the same several times: whether the firm knows, what, and whether it has just said so. The last finding is kept. */
function bestOf(knowledge: Knowledge, question: Question): Answer | null {
  const { topic, text, company } = question;
  const last = lastFound.get(knowledge);
  if (last?.topic === topic && last.text === text && last.service === company.service) return last.best;
  const best = onFile(knowledge, question) ?? bestFor(knowledge, { ...question, text: plainQuestion(knowledge, text) });
  lastFound.set(knowledge, { topic, text, service: company.service, best });
  return best;
}

interface Found extends Pick<Question, 'topic' | 'text'> {
  readonly service: Company['service'];
  readonly best: Answer | null;
}

const lastFound = new WeakMap<Knowledge, Found>();

/** Where a message with a story before what it asks is not known, its last part may be. */
function bestFor(knowledge: Knowledge, question: Question): Answer | null {
  const asked = askedOf(knowledge, question);
  const found = onFile(knowledge, question) ?? searched(knowledge, asked);
  const best = ofOwnTopic(knowledge, question, found) ?? found;
  const part = best || asked.strange.isNamed || asked.near.outside > mostOutside ? null : lastPart(question.text);
  if (part === null) return best;
  const last = askedOf(knowledge, { ...question, text: part });
  return saysByItself(last) ? searched(knowledge, last) : null;
}

/** 没证，被举报了怎么办 is one question in two parts: only these say by themselves what is asked. */
const plainTopics: ReadonlyMap<Question['topic'], readonly string[]> = new Map([
  ['price', ['price', 'how-many']],
  ['timeline', ['how-long']],
  ['documents', ['documents', 'prepare']],
]);

/** 注册资本300万，内资，要准备什么材料: what stands before the last part tells, and must not lead to another topic than the one asked. */
function ofOwnTopic(knowledge: Knowledge, question: Question, found: Answer | null): Answer | null {
  const part = plainTopics.has(question.topic) ? lastPart(question.text) : null;
  if (part === null || found === null || found.topics.includes(question.topic)) return null;
  const asked = askedOf(knowledge, { ...question, text: part });
  const own = isBare(knowledge, asked) || saysByItself(asked) ? searched(knowledge, asked) : null;
  return own?.topics.includes(question.topic) === true ? own : null;
}

/** "要多久" has its topic, and names nothing that is asked of. */
function isBare(knowledge: Knowledge, { topic, text }: Question): boolean {
  return saysNothingBut(knowledge, text, plainTopics.get(topic) ?? []);
}

/** So likely one answer is meant by a part of a message that it says by itself what it asks. */
const selfSufficient = 0.6;

function saysByItself({ near }: Asked): boolean {
  return Math.max(0, ...near.answers.values()) > selfSufficient;
}

function searched(knowledge: Knowledge, asked: Asked): Answer | null {
  const general = answerIndexOf(knowledge).general(asked.topic);
  const any = asked.text === '' || isBare(knowledge, asked) ? generalOf(general, asked) : null;
  return any || asked.text === '' ? any : weighedFor(general, asked);
}

function weighedFor(general: readonly Entry[], asked: Asked): Answer | null {
  const weighed = [...asked.near.answers].map(([entry, share]) => ({ entry, share, score: scoreOf(entry, share, asked) }));
  const best = bestIn(weighed.filter(({ entry }) => isAbout(entry.answer, asked.families)));
  if (!best || best.share < leastShare || !isKnown(asked)) return onTopic(general, best, { asked, weighed });
  const elsewhere = bestIn(weighed.filter(({ entry }) => !isAbout(entry.answer, asked.families)));
  // What is asked of one service has its answer with another: "how much?" of it is no question about sample prices.
  const isElsewhere = elsewhere !== null && elsewhere.score > best.score + clearly;
  return isElsewhere && !general.includes(best.entry) ? generalOf(general, asked) : best.entry.answer;
}

/** The answer that has this very question as one of its phrases. */
function onFile(knowledge: Knowledge, { text, company }: Question): Answer | null {
  const lower = lowerOf(text);
  const answer = answerIndexOf(knowledge).onFile(lower)?.answer;
  return answer && isAbout(answer, familiesOf(knowledge, company, lower)) ? answer : null;
}

function isKnown(asked: Asked): boolean {
  return !asked.isChatter && certaintyOf(asked) >= (asked.topic === 'other' ? sure.other : sure.topic);
}

/** The answer to any question on the topic; one that fits far better goes before it. */
function onTopic(
  general: readonly Entry[],
  best: Weighed | null,
  { asked, weighed }: { asked: Asked; weighed: readonly Weighed[] },
): Answer | null {
  const answer = isGeneralFor(asked) ? generalOf(general, asked) : null;
  if (!answer || !best) return answer;
  const score = weighed.find(({ entry }) => entry.answer === answer)?.score ?? leastScore;
  return best.score > score + farBetter ? best.entry.answer : answer;
}

function bestIn(weighed: readonly Weighed[]): Weighed | null {
  return weighed.reduce<Weighed | null>((first, one) => (first && !isBefore(one, first) ? first : one), null);
}

function askedOf(knowledge: Knowledge, question: Question): Asked {
  const lower = lowerOf(question.text);
  const index = answerIndexOf(knowledge);
  const words = index.wordsOf(lower);
  return {
    ...question,
    families: familiesOf(knowledge, question.company, lower),
    near: index.near(lower),
    hits: index.hits(lower),
    strange: index.strangeness(words),
    isChatter: lower.length > longestIdle && words.known.size === 0 && words.left.size === 0,
  };
}

interface Weighed {
  readonly entry: Entry;
  /** How likely it is the one that is meant. */
  readonly share: number;
  readonly score: number;
}

/** The answer to any question on the topic about what is asked of. */
function generalOf(entries: readonly Entry[], { families }: Asked): Answer | null {
  const isFor = (answer: Answer): boolean => isAbout(answer, families) && !(families.size === 0 && answer.needsService);
  return entries.find(({ answer }) => isFor(answer))?.answer ?? null;
}

function isBefore(one: Weighed, other: Weighed): boolean {
  return one.score === other.score ? one.entry.place < other.entry.place : one.score > other.score;
}

interface Asked extends Question {
  readonly near: Nearness;
  readonly hits: ReadonlyMap<Entry, number>;
  readonly strange: Strangeness;
  /** A long text of nothing but words that hold sentences together: what it is nearest to says nothing. */
  readonly isChatter: boolean;
  /** Services that the question, or else the company, is about. */
  readonly families: ReadonlySet<string>;
}

function scoreOf(entry: Entry, share: number, asked: Asked): number {
  const hits = asked.hits.get(entry) ?? 0;
  return Math.log(share) + weights.keyword * Math.min(hits, 2) + contextOf(entry.answer, asked);
}

/** Above 0 it is likelier than not that the firm knows. */
function certaintyOf({ near, strange }: Asked): number {
  return knowing.any + knowing.outside * logOdds(near.outside) + knowing.strange * strange.share;
}

/** Never without limit: nobody can be that sure. */
function logOdds(share: number): number {
  return Math.log((share + unsure) / (1 + unsure - share));
}

const unsure = 0.05;

function isGeneralFor({ near, company, strange: { share, isNamed, isAlien } }: Asked): boolean {
  // "好，怎么弄" of somebody who has said what is wanted is about that, as long as it names nothing else.
  const isOfThat = share === 0 && company.service !== undefined;
  return !isNamed && !isAlien && share <= strangeForGeneral && (isOfThat || near.outside < mostOutside);
}

/** Where something else is meant likelier than so, no answer to any question on a topic is given. */
export const mostOutside = 0.4;

function contextOf({ topics, services }: Answer, { topic, families }: Asked): number {
  return (topics.includes(topic) ? weights.topic : 0) + (services && families.size > 0 ? weights.service : 0);
}

function isAbout({ services, needsService }: Answer, families: ReadonlySet<string>): boolean {
  if (!services) return true;
  return families.size === 0 ? needsService !== true : services.some((id) => families.has(id));
}
