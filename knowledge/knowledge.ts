import type * as z from 'zod';
import { type Answer, answersIn, type Ways } from './answer-files.ts';
import type { Fact } from './fact.ts';
import type { ServiceLevel, Team } from './hours-file.ts';
import type { PriceBook } from './price-book.ts';
import { type KnowledgeFile, knowledgeFiles } from './schemas.ts';

/** What a file of `knowledge/` holds, once it is parsed. */
type Content<F extends KnowledgeFile> = z.infer<(typeof knowledgeFiles)[F]>;

type Keyed<T> = T & { readonly id: string };
export type Service = Keyed<Content<'services.yaml'>['services'][string]>;
export type Tension = Keyed<Content<'tensions.yaml'>[string]>;
export type DocumentSpec = Keyed<Content<'documents.yaml'>[string]>;
export type ConditionSpec = Keyed<Content<'conditions.yaml'>[string]>;
export type SourceSpec = Keyed<Content<'sources.yaml'>['sources'][string]>;

/** All that the firm knows, indexed. It does not change while a process runs. */
export interface Knowledge {
  readonly firm: Content<'firm.yaml'>;
  readonly sources: ReadonlyMap<string, SourceSpec>;
  readonly sourceNotes: Pick<Content<'sources.yaml'>, 'undated' | 'note'>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly services: ReadonlyMap<string, Service>;
  readonly terms: readonly string[];
  readonly otherLicences: readonly string[];
  readonly conditions: ReadonlyMap<string, ConditionSpec>;
  readonly documents: ReadonlyMap<string, DocumentSpec>;
  readonly stages: Content<'stages.yaml'>;
  readonly steps: Content<'steps.yaml'>;
  readonly tensions: ReadonlyMap<string, Tension>;
  readonly prices: PriceBook;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly ways: Ways;
  /** Who answers, and when. */
  readonly teams: readonly Team[];
  readonly serviceLevel: ServiceLevel;
  /** Characters by how they sound. */
  readonly pinyin: Readonly<Record<string, string>>;
  /** Questions that no answer is about, by theme. */
  readonly outside: Readonly<Record<string, readonly string[]>>;
}

/** Builds the book from the parsed files, by name. Throws a ZodError for a file that does not fit its schema. */
export function assemble(files: Readonly<Record<string, unknown>>): Knowledge {
  const read = <F extends KnowledgeFile>(file: F) => knowledgeFiles[file].parse(files[file]) as Content<F>;
  const { sources, ...sourceNotes } = read('sources.yaml');
  const { services, terms, otherLicences } = read('services.yaml');
  const asOf = (source: string) => sources[source]?.asOf ?? 'undated';
  const facts = Object.entries(read('facts.yaml')).map(([id, { unit, computed, ...fact }]): Fact => ({
    ...fact,
    id,
    ...(unit && { unit }),
    ...(computed && { computed }),
    sources: fact.sources.map((source) => ({ source, asOf: asOf(source) })),
  }));
  return {
    firm: read('firm.yaml'),
    sources: keyed(sources),
    sourceNotes,
    facts: new Map(facts.map((fact) => [fact.id, fact])),
    services: keyed(services),
    terms,
    otherLicences,
    conditions: keyed(read('conditions.yaml')),
    documents: keyed(read('documents.yaml')),
    stages: read('stages.yaml'),
    steps: read('steps.yaml'),
    tensions: keyed(read('tensions.yaml')),
    prices: read('prices.yaml'),
    answers: answersIn(files),
    ways: read('ways.yaml'),
    teams: read('hours.yaml').teams,
    serviceLevel: read('service-level.yaml'),
    pinyin: read('pinyin.yaml'),
    outside: read('outside.yaml'),
  };
}

function keyed<T extends object>(records: Readonly<Record<string, T>>): ReadonlyMap<string, Keyed<T>> {
  return new Map(Object.entries(records).map(([id, record]) => [id, { ...record, id }]));
}
