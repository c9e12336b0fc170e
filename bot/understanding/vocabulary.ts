import * as z from 'zod';
import { normalise } from './normalise.ts';
import { narrowingOf } from './narrowing.ts';
import { byAlphabet, matchersOf, never, type Matcher } from './pattern.ts';
import { gazetteerOf, placeNames, placeSchema, type Gazetteer } from './gazetteer.ts';

/** The lists of words that the rules ask for. A file may add to any of them. */
export const lists = [
  'ask.any',
  'papers.ready',
  'papers.not',
  'bound.least.before',
  'bound.least.after',
  'bound.most.before',
  'bound.most.after',
  'capital.name',
  'capital.own',
  'capital.other',
  'capital.other.before',
  'capital.converted',
  'capital.others',
  'capital.others.beside',
  'capital.counter',
  'capital.counter.before',
  'capital.rule',
  'capital.enough',
  'capital.subscribed',
  'capital.paid',
  'capital.not-paid',
  'capital.former',
  'capital.present',
  'capital.plan',
  'company.lead',
  'company.suffix',
  'correction.mark',
  'correction.weak',
  'correction.change',
  'correction.not',
  'correction.slot.capital',
  'correction.slot.fundingOrigin',
  'correction.slot.scope',
  'correction.slot.province',
  'correction.slot.phone',
  'correction.slot.wechat',
  'correction.slot.email',
  'correction.slot.company',
  'correction.slot.name',
  'correction.pseudo',
  'correction.spelling',
  'date.past',
  'funding.domestic',
  'funding.foreign',
  'funding.country',
  'funding.hmt',
  'funding.hmt.place',
  'funding.chinese',
  'funding.joint',
  'funding.holder',
  'funding.former',
  'funding.all',
  'funding.not',
  'funding.not.after',
  'funding.plan',
  'funding.unrelated',
  'funding.own',
  'hypothesis',
  'hypothesis.weak',
  'intent.price',
  'intent.timeline',
  'intent.documents',
  'intent.documents.thing',
  'intent.requirements',
  'intent.requirements.weak',
  'intent.explain.weak',
  'intent.process',
  'intent.explain',
  'intent.human',
  'intent.human.not',
  'intent.refusal',
  'intent.unsure',
  'intent.optout',
  'intent.abuse',
  'intent.offtopic',
  'intent.injection',
  'intent.greet',
  'intent.thanks',
  'intent.bye',
  'intent.affirm',
  'intent.deny',
  'intent.apply',
  'intent.objection',
  'intent.trust',
  'intent.clarify',
  'intent.restart',
  'intent.repeat',
  'intent.call-back',
  'intent.erase',
  'name.lead',
  'name.title',
  'name.not',
  'phone.foreign-owner',
  'place.away',
  'place.here',
  'date.due.after',
  'date.due.before',
  'quote.not',
  'quote.wish',
  'scope.nationwide',
  'scope.provincial',
  'scope.only',
  'scope.only.after',
  'scope.not',
  'scope.more',
  'scope.either',
  'scope.later',
  'service.not',
  'urgency.asap',
  'urgency.soon',
  'urgency.later',
  'urgency.exploring',
  'urgency.unrelated',
  'wechat.lead',
  'wechat.same',
  'wechat.other',
] as const;
export type ListName = (typeof lists)[number];

/** YAML reads a bare 106 as a number. */
const phraseSchema = z.union([z.string().min(1), z.number().transform(String)]);

/** One file of vocabulary: words for a language, places, services or surnames. */
export const vocabularySchema = z.strictObject({
  words: z.partialRecord(z.enum(lists), z.array(phraseSchema)).default({}),
  /** ISO 4217 code → names and signs. */
  currencies: z.record(z.string().length(3), z.array(phraseSchema)).default({}),
  /** Licence or catalogue service → what people call it. */
  services: z.record(z.string(), z.array(phraseSchema)).default({}),
  places: z.array(placeSchema).default([]),
  surnames: z.array(z.string()).default([]),
});
export type VocabularyFile = z.infer<typeof vocabularySchema>;

interface Service {
  readonly id: string;
  readonly matcher: Matcher;
}

/** Everything the rules know about words, compiled once. */
export interface Vocabulary {
  readonly words: Readonly<Record<ListName, Matcher>>;
  readonly services: readonly Service[];
  readonly places: Gazetteer;
  readonly surnames: ReadonlySet<string>;
  /** The same vocabulary for one text only: lists that cannot meet it are not searched. */
  narrowedTo(text: string): Vocabulary;
  /** The currency named right before a number, unless it belongs to the number before (`from`). */
  currencyBefore(text: string, index: number, from: number): { currency: string; start: number } | null;
  currencyAfter(text: string, index: number): { currency: string; end: number; spaced: boolean } | null;
}

/** Joins files into one vocabulary; lists of the same name are added together. */
export function assembleVocabulary(files: Readonly<Record<string, VocabularyFile>>): Vocabulary {
  const all = Object.values(files);
  const wordLists = lists.map((name) => all.flatMap((file) => file.words[name] ?? []));
  const serviceLists = [...joined(all.map((file) => file.services))];
  const places = all.flatMap((file) => file.places);
  // The places come last: their number tells whether a text can name one.
  const phrases = [...wordLists, ...serviceLists.map(([, names]) => names)];
  const matchers = phrases.map(matchersOf);
  const halves = phrases.map(byAlphabet).flatMap(({ han, latin }) => [han, latin]);
  const narrowing = narrowingOf([...halves, placeNames(places)]);
  const gazetteer = gazetteerOf(places);
  const surnames = new Set(all.flatMap((file) => file.surnames).map(normalise));
  const { currencyBefore, currencyAfter } = currencies(joined(all.map((file) => file.currencies)));
  const wordsOf = listsIn(matchers);
  const vocabularyOf = (met: Uint32Array): Vocabulary => ({
    words: wordsOf(met),
    services: serviceLists.flatMap(([id], index) => {
      const matcher = chosen(matchers, met, lists.length + index);
      return matcher === never ? [] : [{ id, matcher }];
    }),
    places: halvesMet(met, phrases.length) === 0 ? nowhere : gazetteer,
    surnames,
    narrowedTo,
    currencyBefore,
    currencyAfter,
  });
  const narrowedTo = (text: string): Vocabulary => vocabularyOf(narrowing(text));
  return vocabularyOf(new Uint32Array(Math.ceil((halves.length + 2) / 32)).fill(0xffffffff));
}

/** Which halves of a list a text can meet: a bit for the Chinese one and one for the Latin one. */
const halvesMet = (met: Uint32Array, list: number): number => ((met[list >> 4] as number) >> ((list & 15) * 2)) & 3;

function chosen(matchers: readonly (readonly Matcher[])[], met: Uint32Array, list: number): Matcher {
  return matchers[list]?.[halvesMet(met, list)] ?? never;
}

/** The lists by name for one text. They are looked up when they are asked for: most are not. */
function listsIn(matchers: readonly (readonly Matcher[])[]): (met: Uint32Array) => Vocabulary['words'] {
  class Words {
    readonly met: Uint32Array;
    constructor(met: Uint32Array) {
      this.met = met;
    }
  }
  lists.forEach((name, index) => {
    const get = function (this: Words): Matcher {
      return chosen(matchers, this.met, index);
    };
    Object.defineProperty(Words.prototype, name, { get });
  });
  return (met) => new Words(met) as unknown as Vocabulary['words'];
}

const nowhere: Gazetteer = () => [];

function joined(records: readonly Readonly<Record<string, readonly string[]>>[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const record of records) {
    for (const [key, phrases] of Object.entries(record)) all.set(key, [...(all.get(key) ?? []), ...phrases]);
  }
  return all;
}

function currencies(names: ReadonlyMap<string, readonly string[]>): Pick<Vocabulary, 'currencyBefore' | 'currencyAfter'> {
  const pairs = [...names].flatMap(([code, phrases]) => phrases.map((phrase): [string, string] => [normalise(phrase), code]));
  const codes = new Map(pairs);
  const longestFirst = [...codes.keys()].toSorted((a, b) => b.length - a.length);
  const source = longestFirst.map((name) => name.replace(/[$().]/g, String.raw`\$&`).replaceAll(' ', ' ?')).join('|');
  const keyOf = (found: string): string => codes.get(found) ?? codes.get(found.replaceAll(' ', '')) ?? '';
  const before = new RegExp(`(?<![a-z])(${source}) {0,2}$`);
  const after = new RegExp(`( {0,2})(${source})(?![a-z])`, 'y');
  return {
    currencyBefore(text, index, from) {
      const begin = Math.max(from, index - 12);
      const match = before.exec(text.slice(begin, index));
      return match && { currency: keyOf(match[1] as string), start: begin + match.index };
    },
    currencyAfter(text, index) {
      after.lastIndex = index;
      const match = after.exec(text);
      return match && { currency: keyOf(match[2] as string), end: after.lastIndex, spaced: match[1] !== '' };
    },
  };
}
