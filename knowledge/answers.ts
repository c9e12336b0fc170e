import { candidatesOf, type Company } from './company.ts';
import { fillFacts, formatRange, type Tongue } from './format.ts';
import type { Answer, Knowledge } from './schemas.ts';
import { asOfNote } from './sources.ts';
import { wordsOf } from './words.ts';

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
}

/** Below this the firm does not know: a wrong answer costs more than "I do not know". */
const threshold = 0.5;

/** What no rule took for a question on a topic must be all the nearer. */
const thresholdOther = 0.75;

/** What speaks for an answer beside its likeness to the question, which is 1 at most. */
const weights = { keyword: 0.4, topic: 0.12, service: 0.06, general: 0.15 };

/** The curated answer to a question, filled with facts; null when none is near enough. The same question, the same answer. */
export function answerFor(knowledge: Knowledge, question: Question): Answered | null {
  const found = bestOf(knowledge, question);
  if (!found) return null;
  const { language, company } = question;
  const answer = (company.scope && knowledge.answers.get(found.byScope?.[company.scope] ?? '')) ?? found;
  const note = answer.rule ? asOfNote(knowledge, answer.facts, language) : '';
  const words = filled(knowledge, answer.text[language === 'en' ? 'en' : 'zh-Hans'], language);
  return { id: answer.id, facts: answer.facts, text: note === '' ? words : `${words}\n${note}` };
}

function bestOf(knowledge: Knowledge, question: Question): Answer | null {
  const { entries, rarity } = indexOf(knowledge);
  const asked: Asked = {
    ...question,
    families: familiesOf(knowledge, question),
    words: wordsOf(question.text),
    lower: lowerOf(question.text),
  };
  const least = question.topic === 'other' ? thresholdOther : threshold;
  let best: { answer: Answer; score: number } | null = null;
  for (const entry of entries) {
    const score = scoreOf(entry, asked, rarity);
    if (score >= least && (!best || score > best.score)) best = { answer: entry.answer, score };
  }
  return best?.answer ?? null;
}

interface Asked extends Question {
  readonly words: ReadonlySet<string>;
  readonly lower: string;
  /** Services that the question, or else the company, is about. */
  readonly families: ReadonlySet<string>;
}

interface Entry {
  readonly answer: Answer;
  readonly phrases: readonly ReadonlySet<string>[];
  readonly keywords: readonly RegExp[];
}

interface Index {
  readonly entries: readonly Entry[];
  readonly otherLicences: readonly RegExp[];
  /** How telling a word is: the fewer answers have it, the more. */
  readonly rarity: (word: string) => number;
}

function scoreOf({ answer, phrases, keywords }: Entry, asked: Asked, rarity: Index['rarity']): number {
  if (!isAbout(answer, asked.families)) return 0;
  const likeness = Math.max(...phrases.map((phrase) => likenessOf(phrase, asked.words, rarity)));
  const hits = keywords.filter((keyword) => keyword.test(asked.lower)).length;
  const general = answer.general?.includes(asked.topic) ?? false;
  if (likeness === 0 && hits === 0 && !general) return 0;
  const score = likeness + weights.keyword * Math.min(hits, 2) + contextOf(answer, asked);
  return general ? score + generalScore(likeness) : score;
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

/** How much of the phrase is in the question, and, counting less, how much of the question is in the phrase. */
function likenessOf(phrase: ReadonlySet<string>, words: ReadonlySet<string>, rarity: Index['rarity']): number {
  const weightOf = (some: Iterable<string>) => [...some].reduce((total, word) => total + rarity(word), 0);
  const shared = weightOf([...phrase].filter((word) => words.has(word)));
  if (shared === 0) return 0;
  return 0.65 * (shared / weightOf(phrase)) + 0.35 * (shared / weightOf(words));
}

/** A service that the question names goes before the one the company wants; one outside the catalogue stands for itself. */
function familiesOf(knowledge: Knowledge, { text, company }: Question): ReadonlySet<string> {
  const lower = lowerOf(text);
  const named = [...knowledge.services.values()].filter(({ aliases }) =>
    aliases.some((alias) => lower.includes(alias.toLowerCase())),
  );
  const other = named.length > 0 ? undefined : indexOf(knowledge).otherLicences.find((name) => name.test(lower));
  if (other) return new Set([other.source]);
  const services = named.length > 0 ? named : candidatesOf(knowledge, company.service);
  if (services.length === 0 && company.service !== undefined) return new Set([company.service]);
  return new Set(services.flatMap(({ id, family }) => [id, family]));
}

const indexes = new WeakMap<Knowledge, Index>();

function indexOf(knowledge: Knowledge): Index {
  let index = indexes.get(knowledge);
  if (!index) {
    const entries = [...knowledge.answers.values()].map((answer) => ({
      answer,
      phrases: answer.phrases.map(wordsOf),
      keywords: answer.keywords.map(keywordOf),
    }));
    index = { entries, rarity: rarityOf(entries), otherLicences: knowledge.otherLicences.map(keywordOf) };
    indexes.set(knowledge, index);
  }
  return index;
}

/** English keywords are whole words: "fee" is not in "coffee". */
function keywordOf(keyword: string): RegExp {
  const exact = RegExp.escape(lowerOf(keyword));
  return new RegExp(/[a-z0-9]/i.test(keyword) ? `(?<![a-z0-9])${exact}(?:s|es)?(?![a-z0-9])` : exact);
}

function rarityOf(entries: readonly Entry[]): Index['rarity'] {
  const counts = new Map<string, number>();
  for (const { phrases } of entries)
    for (const word of new Set(phrases.flatMap((phrase) => [...phrase]))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = new Map([...counts].map(([word, count]) => [word, Math.log(1 + entries.length / count)]));
  // A word that no phrase has says that something else is asked, but names and chatter do too: it counts less.
  // Names in Latin letters (ICP, EDI) are other licences more often than not.
  const strange = Math.log(1 + entries.length) * 0.75;
  return (word) => known.get(word) ?? strange * (/[a-z0-9]/.test(word) ? 2 : 1);
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

function lowerOf(text: string): string {
  return text.slice(0, 400).normalize('NFKC').toLowerCase();
}
