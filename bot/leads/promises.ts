import { asOfEdition, editionOf } from '../../knowledge/edition.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { NoSuchLeadError } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { LeadPage, Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { conversationOf } from './lead-id.ts';
import { promised, type LeadPromise } from './promised.ts';

/** One lead in the list of those who were told something. */
export interface PromisedLead {
  readonly lead: string;
  readonly status: string;
  readonly updated: string;
  readonly headline: unknown;
  readonly owner?: unknown;
  readonly promises: readonly LeadPromise[];
}

/** What prospects were told, beside what holds now. */
export interface Promises {
  /** Keeps what this process tells figures from, so that it can be told later what they were. */
  keepEdition(): Promise<void>;
  of(lead: string): Promise<readonly LeadPromise[]>;
  /** The latest change first. A page can be empty and have a next one: leads are looked through one by one. */
  list(query: PromiseQuery): Promise<{ readonly leads: readonly PromisedLead[]; readonly next?: string }>;
}

export interface PromiseQuery {
  /** Only leads that were told something else than what holds now, with those promises only. */
  readonly changed: boolean;
  readonly after?: string;
  readonly limit: number;
}

const kind = 'edition';

/** Promises told by this knowledge and by the editions that were kept of earlier ones. */
export function leadPromises({ store, knowledge }: { store: Store; knowledge: Knowledge }): Promises {
  const current = editionOf(knowledge);
  const editions = new Map<string, Promise<Knowledge | null>>([[current.id, Promise.resolve(knowledge)]]);
  const editionFor = (id: string): Promise<Knowledge | null> => {
    const known = editions.get(id) ?? pastOf(store, knowledge, id);
    editions.set(id, known);
    return known;
  };
  const promisesIn = async (session: Session): Promise<readonly LeadPromise[]> => {
    const told = session.told ?? [];
    const past = new Map<string, Knowledge | null>();
    for (const [, , edition] of told) past.set(edition, await editionFor(edition));
    return told.flatMap((entry) => promised(entry, session, { past: past.get(entry[2]) ?? null, now: knowledge }));
  };
  return {
    keepEdition: () => store.putRecord(kind, current.id, current.document),
    async of(lead) {
      const session = await sessionOf(store, conversationOf(lead));
      if (session === null) throw new NoSuchLeadError(lead);
      return promisesIn(session);
    },
    async list({ changed, ...query }) {
      const { leads, next } = await store.leads(query);
      const all = await Promise.all(leads.map((summary) => promisedLead(store, summary, promisesIn)));
      const shown = all.map((one) => (changed ? { ...one, promises: one.promises.filter((each) => each.changed) } : one));
      return { leads: shown.filter(({ promises }) => promises.length > 0), ...(next !== undefined && { next }) };
    },
  };
}

async function pastOf(store: Store, knowledge: Knowledge, id: string): Promise<Knowledge | null> {
  const document = await store.getRecord(kind, id);
  return document === null || document === undefined ? null : asOfEdition(knowledge, document);
}

async function promisedLead(
  store: Store,
  { id, status, updated, document }: LeadPage['leads'][number],
  promisesIn: (session: Session) => Promise<readonly LeadPromise[]>,
): Promise<PromisedLead> {
  const session = await sessionOf(store, conversationOf(id));
  const { headline, owner } = document;
  return {
    lead: id,
    status,
    updated,
    headline,
    ...(owner !== undefined && { owner }),
    promises: session ? await promisesIn(session) : [],
  };
}
