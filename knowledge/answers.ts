import { answerIndexOf, type Entry, keywordFinder, lowerOf, type Nearness, type Strangeness } from './answer-index.ts';
import { candidatesOf, type Company } from './company.ts';
import { fillFacts, formatRange, type Tongue } from './format.ts';
import type { Answer, Knowledge, Service } from './schemas.ts';
import { asOfNote } from './sources.ts';

/** A question as a conversation puts it. `text` is in Simplified Chinese or English. */
export interface Question {
  readonly topic: Answer['topics'][number];
  readonly text: string;
  readonly language: Tongue;
  readonly company: Company;
}

export interface Answered {
  readonly id: string;
  readonly facts: readonly string[];
  readonly text: string;
  /** The text without the dates of its sources that may end it. */
  readonly words: string;
}

/** Below this the firm does not know: a wrong answer costs more than "I do not know". */
const threshold = 0.56;

/** What no rule took for a question on a topic must be all the nearer. */
const thresholdOther = 0.62;

/** What speaks for an answer beside its likeness to the question, which is 1 at most. */
const weights = { phrase: 0.6, coverage: 0.4, keyword: 0.12, topic: 0.12, service: 0.06, general: 0.08 };

/** What speaks against any: the question names something that no answer is about. */
const outside = 0.3;

/** By so much an answer fits better than another. */
const clearly = 0.1;

/** Only what may be asked of anything is known. */
const alien = 0.2;

/** So much of a question may be of other things; what is more counts by so much. */
const familiar = 0.25;
const foreignness = 0.5;

/** One word alone is known of what is asked. */
const thin = 0.15;

/** An answer to any question on a topic is given to one of which this much is known, at least. */
const knownForGeneral = 0.72;

/** The curated answer to a question, filled with facts; null when none is near enough. The same question, the same answer. */
export function answerFor(knowledge: Knowledge, question: Question): Answered | null {
  const found = bestOf(knowledge, question);
  if (!found) return null;
  const { language, company } = question;
  const answer = (company.scope && knowledge.answers.get(found.byScope?.[company.scope] ?? '')) ?? found;
  const note = answer.rule ? asOfNote(knowledge, answer.facts, language) : '';
  const words = filled(knowledge, answer.text[language === 'en' ? 'en' : 'zh-Hans'], language);
  return { id: answer.id, facts: answer.facts, words, text: note === '' ? words : `${words}\n${note}` };
}

/** "年检漏了一年" asks nothing, and who says so wants to hear what comes of it. */
export function tellsOfTrouble(knowledge: Knowledge, text: string): boolean {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return knowledge.ways.trouble.some((meaning) => known.has(meaning));
}

export function asksForLatestStart(knowledge: Knowledge, text: string): boolean {
  return answerIndexOf(knowledge).wordsOf(lowerOf(text)).known.has('latest-start');
}

/** A turn asks the same several times: whether the firm knows, what, and whether it has just said so. The last finding is kept. */
function bestOf(knowledge: Knowledge, question: Question): Answer | null {
  const { topic, text, company } = question;
  const last = lastFound.get(knowledge);
  if (last?.topic === topic && last.text === text && last.service === company.service) return last.best;
  const best = searched(knowledge, question);
  lastFound.set(knowledge, { topic, text, service: company.service, best });
  return best;
}

interface Found extends Pick<Question, 'topic' | 'text'> {
  readonly service: Company['service'];
  readonly best: Answer | null;
}

const lastFound = new WeakMap<Knowledge, Found>();

function searched(knowledge: Knowledge, question: Question): Answer | null {
  const index = answerIndexOf(knowledge);
  const asked = askedOf(knowledge, question);
  const candidates = new Set([...asked.near.keys(), ...asked.hits.keys(), ...index.general(question.topic)]);
  const weighed = [...candidates].map((entry) => ({ entry, score: scoreOf(entry, asked) }));
  const least = question.topic === 'other' ? thresholdOther : threshold;
  const about = weighed.filter(({ entry, score }) => score >= least && isAbout(entry.answer, asked.families));
  const best = about.reduce<Weighed | null>((first, one) => (first && !isBefore(one, first) ? first : one), null);
  if (!best) return null;
  const elsewhere = weighed.filter(({ entry }) => !isAbout(entry.answer, asked.families)).map(({ score }) => score);
  // What is asked of one service has its answer with another: "how much?" of it is no question about sample prices.
  const isElsewhere = Math.max(0, ...elsewhere) > best.score + clearly && !best.entry.answer.general?.includes(question.topic);
  return isElsewhere ? generalOf(index.general(question.topic), asked) : best.entry.answer;
}

function askedOf(knowledge: Knowledge, question: Question): Asked {
  const lower = lowerOf(question.text);
  const index = answerIndexOf(knowledge);
  const words = index.wordsOf(lower);
  return {
    ...question,
    families: familiesOf(knowledge, question, lower),
    near: index.near(words),
    hits: index.hits(lower),
    strange: index.strangeness(words),
  };
}

interface Weighed {
  readonly entry: Entry;
  readonly score: number;
}

/** The answer to any question on the topic about what is asked of. */
function generalOf(entries: readonly Entry[], { families }: Asked): Answer | null {
  return entries.find(({ answer }) => isAbout(answer, families))?.answer ?? null;
}

function isBefore(one: Weighed, other: Weighed): boolean {
  return one.score === other.score ? one.entry.place < other.entry.place : one.score > other.score;
}

interface Asked extends Question {
  readonly near: ReadonlyMap<Entry, Nearness>;
  readonly hits: ReadonlyMap<Entry, number>;
  readonly strange: Strangeness;
  /** Services that the question, or else the company, is about. */
  readonly families: ReadonlySet<string>;
}

function scoreOf(entry: Entry, asked: Asked): number {
  const { likeness, coverage } = asked.near.get(entry) ?? { likeness: 0, coverage: 0 };
  const hits = asked.hits.get(entry) ?? 0;
  const near = weights.phrase * likeness + weights.coverage * coverage;
  const against = againstOf(asked.strange);
  const score = near + weights.keyword * Math.min(hits, 2) + contextOf(entry.answer, asked) - against;
  const isGeneral = entry.answer.general?.includes(asked.topic) && isGeneralFor(asked.strange);
  return isGeneral ? score + generalScore(near - against) : score;
}

function againstOf({ share, isNamed, isThin, isAlien }: Strangeness): number {
  return (isNamed ? outside : 0) + (isThin ? thin : 0) + (isAlien ? alien : 0) + foreignness * Math.max(0, share - familiar);
}

function isGeneralFor({ share, isNamed, isAlien }: Strangeness): boolean {
  return !isNamed && !isAlien && share <= 1 - knownForGeneral;
}

function contextOf({ topics, services }: Answer, { topic, families }: Asked): number {
  return (topics.includes(topic) ? weights.topic : 0) + (services && families.size > 0 ? weights.service : 0);
}

function isAbout({ services, needsService }: Answer, families: ReadonlySet<string>): boolean {
  if (!services) return true;
  return families.size === 0 ? !needsService : services.some((id) => families.has(id));
}

/** Enough to pass when nothing else does, too little to win against an answer that was asked for. */
function generalScore(likeness: number): number {
  return Math.max(weights.general, threshold - weights.topic - likeness);
}

/** A service that the question names goes before the one the company wants; one outside the catalogue stands for itself. */
function familiesOf(knowledge: Knowledge, { company }: Question, lower: string): ReadonlySet<string> {
  const { services, licences } = namesOf(knowledge);
  const named = services.filter(({ aliases }) => aliases.some((alias) => lower.includes(alias))).map(({ service }) => service);
  const [other] = named.length > 0 ? [] : licences(lower).keys();
  if (other !== undefined) return new Set([other]);
  const meant = named.length > 0 ? named : candidatesOf(knowledge, company.service);
  if (meant.length === 0 && company.service !== undefined) return new Set([company.service]);
  return new Set(meant.flatMap(({ id, family }) => [id, family]));
}

interface Names {
  readonly services: readonly { readonly service: Service; readonly aliases: readonly string[] }[];
  /** Finds licences outside the catalogue. */
  readonly licences: (lower: string) => ReadonlyMap<string, number>;
}

const names = new WeakMap<Knowledge, Names>();

function namesOf(knowledge: Knowledge): Names {
  let known = names.get(knowledge);
  if (!known) {
    known = {
      services: [...knowledge.services.values()].map((service) => ({
        service,
        aliases: service.aliases.map((alias) => alias.toLowerCase()),
      })),
      licences: keywordFinder(knowledge.otherLicences.map((name) => [name, name] as const)),
    };
    names.set(knowledge, known);
  }
  return known;
}

function filled(knowledge: Knowledge, text: string, language: Tongue): string {
  const priced = text.replaceAll(/\{price:([a-z0-9-]+)\}/g, (_, service: string) => priceText(knowledge, service, language));
  return fillFacts(knowledge, priced, language);
}

/** The price of a service from the book, marked while the book is a sample. */
function priceText({ prices }: Knowledge, service: string, language: Tongue): string {
  const priced = prices.services[service];
  if (!priced) throw new Error(`the price book has no service "${service}"`);
  const low = priced.items.reduce((total, { amount }) => total + amount, 0);
  const high = priced.options.reduce((total, { amount }) => total + amount, low);
  const range = formatRange({ low, high }, 'CNY', language);
  if (!prices.sample) return range;
  return language === 'en' ? `${range} (${prices.sampleMark.en})` : `${range}（${prices.sampleMark['zh-Hans']}）`;
}
