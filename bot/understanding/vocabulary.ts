import * as z from 'zod';
import { type Currencies, currenciesOf } from './currencies.ts';
import { expressionsOf, type Grammar } from './grammar.ts';
import { normalise } from './normalise.ts';
import { type LearntPrefixes, type Prefilter, prefilterOf } from './prefilter.ts';
import { matcherOf, never, phraseOf, type Matcher } from './pattern.ts';
import { type ListName, lists } from './word-lists.ts';
import { parts } from './word-parts.ts';
import { gazetteerOf, placeNames, placeSchema, type Gazetteer } from './gazetteer.ts';

/** YAML reads a bare 106 as a number. */
const phraseSchema = z.union([z.string().min(1), z.number().transform(String)]);

/** One file of vocabulary: words for a language, places, services or surnames. */
export const vocabularySchema = z.strictObject({
  words: z.partialRecord(z.enum(lists), z.array(phraseSchema)).default({}),
  parts: z.partialRecord(z.enum(parts), z.array(phraseSchema)).default({}),
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
  readonly currencies: Currencies;
  readonly words: Readonly<Record<ListName, Matcher>>;
  readonly services: readonly Service[];
  readonly places: Gazetteer;
  /** Letter → province. */
  readonly letters: ReadonlyMap<string, string>;
  readonly surnames: ReadonlySet<string>;
  /** A rule of grammar with the words in their places. */
  readonly expression: (rule: Grammar) => RegExp;
  /** The same vocabulary for one text only: lists that cannot meet it are not searched. */
  narrowedTo(text: string): Vocabulary;
}

/** Joins files into one vocabulary, with what was learnt from `phrasesOf` them; lists of the same name are added together. */
export function assembleVocabulary(files: readonly VocabularyFile[], prefixes: LearntPrefixes): Vocabulary {
  const { services, places, byList } = joinedLists(files);
  const phrases = byList.flatMap((some, list) => some.map((phrase) => ({ list, matcher: phraseOf(phrase) })));
  const known: Known = {
    phrases,
    services: services.map(([id]) => id),
    prefilter: prefilterOf(prefixes),
    places: gazetteerOf(places),
    letters: new Map(places.flatMap(({ letter, province }) => (letter ? [[normalise(letter), province]] : []))),
    surnames: new Set(files.flatMap((file) => file.surnames).map(normalise)),
    currencies: currenciesOf(joined(files.map((file) => file.currencies))),
    expression: expressionsOf((part) => files.flatMap((file) => file.parts[part] ?? [])),
  };
  const met: Met = { lists: [], places: true };
  for (const phrase of phrases) meet(met, phrase);
  return vocabularyOf(met, known, narrowedBy(known));
}

/** All that a text can be searched for, in the order in which it is numbered. The places come last: they only tell whether a text can name one. */
export function phrasesOf(files: readonly VocabularyFile[]): readonly string[] {
  const { places, byList } = joinedLists(files);
  return [...byList.flat(), ...placeNames(places)];
}

interface Joined {
  readonly services: readonly (readonly [id: string, names: readonly string[]])[];
  readonly places: VocabularyFile['places'];
  /** Phrases; the lists of services are numbered behind those of words. */
  readonly byList: readonly (readonly string[])[];
}

function joinedLists(files: readonly VocabularyFile[]): Joined {
  const services = [...joined(files.map((file) => file.services))];
  const words = lists.map((name) => files.flatMap((file) => file.words[name] ?? []));
  return { services, places: files.flatMap((file) => file.places), byList: [...words, ...services.map(([, names]) => names)] };
}

interface Known extends Pick<Vocabulary, 'places' | 'letters' | 'surnames' | 'currencies' | 'expression'> {
  readonly phrases: readonly Phrase[];
  readonly services: readonly string[];
  readonly prefilter: Prefilter;
}

/** A phrase of a list. */
interface Phrase {
  readonly list: number;
  readonly matcher: Matcher;
}

/** What a text can meet: of each list some phrases, which become one matcher when they are first asked for. */
interface Met {
  readonly lists: (Matcher[] | Matcher | undefined)[];
  places: boolean;
}

function meet({ lists: met }: Met, { list, matcher }: Phrase): void {
  const before = met[list];
  if (Array.isArray(before)) before.push(matcher);
  else met[list] = [matcher];
}

function narrowedBy(known: Known): Vocabulary['narrowedTo'] {
  const { phrases, prefilter } = known;
  const none: Met['lists'] = Array.from({ length: lists.length + known.services.length }, () => undefined);
  // Which text met a phrase last: a phrase is noted once for each.
  const seen = new Uint32Array(phrases.length);
  let current = 0;
  const narrow = (text: string): Vocabulary => {
    const met: Met = { lists: none.slice(), places: false };
    current += 1;
    prefilter(text, (index) => {
      const phrase = phrases[index];
      if (!phrase) met.places = true;
      else if (seen[index] !== current) {
        seen[index] = current;
        meet(met, phrase);
      }
    });
    return vocabularyOf(met, known, narrowedTo);
  };
  // What is ready is looked for in the same message as everything else, right after it.
  let last: { readonly text: string; readonly vocabulary: Vocabulary } | undefined;
  const narrowedTo = (text: string): Vocabulary => {
    if (last?.text !== text) last = { text, vocabulary: narrow(text) };
    return last.vocabulary;
  };
  return narrowedTo;
}

function vocabularyOf(met: Met, known: Known, narrowedTo: Vocabulary['narrowedTo']): Vocabulary {
  const { letters, surnames, currencies, expression } = known;
  return {
    words: new Words(met) as unknown as Vocabulary['words'],
    services: servicesMet(met, known.services),
    places: met.places ? known.places : nowhere,
    letters,
    surnames,
    narrowedTo,
    currencies,
    expression,
  };
}

function servicesMet(met: Met, ids: readonly string[]): Service[] {
  const services: Service[] = [];
  for (let index = 0; index < ids.length; index += 1) {
    const matcher = chosen(met, lists.length + index);
    if (matcher !== never) services.push({ id: ids[index] as string, matcher });
  }
  return services;
}

/** The lists by name for one text. They are looked up when they are asked for: most are not. */
class Words {
  readonly met: Met;
  constructor(met: Met) {
    this.met = met;
  }
}

lists.forEach((name, index) => {
  const get = function (this: Words): Matcher {
    return chosen(this.met, index);
  };
  Object.defineProperty(Words.prototype, name, { get });
});

function chosen({ lists: met }: Met, list: number): Matcher {
  const found = met[list];
  if (found === undefined) return never;
  if (!Array.isArray(found)) return found;
  return (met[list] = matcherOf(found));
}

const nowhere: Gazetteer = () => [];

function joined(records: readonly Readonly<Record<string, readonly string[]>>[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const record of records) {
    for (const [key, phrases] of Object.entries(record)) all.set(key, [...(all.get(key) ?? []), ...phrases]);
  }
  return all;
}
