import { type Act, UnknownConversationError } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { LeadSummary, Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { leadOf } from './lead-id.ts';
import { type Likeness, likenesses, type Likenesses, likenessReader, phoneLikeness } from './likeness.ts';
import type { LeadReading } from './lead-reading.ts';
import { leadSummary } from './summary.ts';
import { unlessErased } from './unless-erased.ts';

/** A lead that may be of the same prospect, and why one may think so. A person decides. */
export interface Duplicate {
  readonly lead: string;
  readonly because: Likeness;
  readonly status: Session['lead']['status'];
  readonly headline: unknown;
  readonly name?: unknown;
}

/** Finds leads that are alike by records under keyed hashes: no list holds a number, and nobody reads all leads. */
export interface Duplicates {
  /** Brings the records of a conversation up to its session. */
  readonly index: (conversation: string) => Promise<void>;
  /** The leads whose prospects left this number, the newest first; none for what is no number. */
  readonly withPhone: (written: string) => Promise<readonly LeadSummary[]>;
  readonly of: (conversation: string, session: Session) => Promise<readonly Duplicate[]>;
}

export interface DuplicatesDeps {
  readonly store: Store;
  readonly act: Act;
  readonly reading: LeadReading;
  readonly secret: string;
  readonly now: () => Date;
}

/** Duplicates among the leads of this store. `of` shows the newest few of each likeness. */
export function leadDuplicates(deps: DuplicatesDeps): Duplicates {
  const likenessOf = likenessReader(deps.secret, deps.reading);
  const index = (conversation: string): Promise<void> => unlessErased(keep(deps, conversation, likenessOf), undefined);
  return {
    index,
    withPhone: (written) => withPhone(deps, written, likenessOf),
    async of(conversation, session) {
      const likeness = likenessOf(session);
      // An older program wrote it, or the job has not come to it yet.
      if (!isSame(likeness, session.likeness ?? {})) await index(conversation);
      const alike = await Promise.all(likenesses.map((because) => sharing(deps, { conversation, because, likeness })));
      const others = new Map<string, Other>();
      for (const [id, other] of alike.flat()) if (!others.has(id)) others.set(id, other);
      const found = await Promise.all([...others].slice(0, shownMost).map((other) => look(deps, other)));
      return found.filter((each) => each !== null);
    },
  };
}

/** The session names its records, so that erasing it finds them; they stand before it names them, so that none is missing. */
async function keep(
  { store, act, now }: DuplicatesDeps,
  conversation: string,
  likenessOf: (session: Session) => Likenesses,
): Promise<void> {
  const { wanted, isKept } = await act(conversation, (session) => {
    const likeness = likenessOf(session);
    return { result: { wanted: likeness, isKept: isSame(likeness, session.likeness ?? {}) } };
  });
  if (isKept) return;
  const at = now().toISOString();
  for (const kind of Object.values(wanted)) await store.putRecord(kind, conversation, { at });
  try {
    const before = await act(conversation, (session) => ({
      result: session.likeness ?? {},
      ...(!isSame(wanted, session.likeness ?? {}) && { session: { ...session, likeness: wanted } }),
    }));
    const kept = new Set(Object.values(wanted));
    for (const kind of Object.values(before)) if (!kept.has(kind)) await store.deleteRecord(kind, conversation);
  } catch (error) {
    if (error instanceof UnknownConversationError)
      for (const kind of Object.values(wanted)) await store.deleteRecord(kind, conversation);
    throw error;
  }
}

/** A lead that was merged into another is found by that one. */
async function withPhone(
  { store, reading, secret }: DuplicatesDeps,
  written: string,
  likenessOf: ReturnType<typeof likenessReader>,
): Promise<readonly LeadSummary[]> {
  const kind = phoneLikeness(secret, written);
  if (kind === null) return [];
  const records = await store.listRecords(kind);
  const newest = records.toSorted((a, b) => atOf(b).localeCompare(atOf(a))).slice(0, foundMost);
  const found = await Promise.all(
    newest.map(async ({ id }) => {
      const session = await sessionOf(store, id);
      // What consent allowed when the record was made it may no longer.
      return session && likenessOf(session).phone === kind ? [leadSummary(reading, id, session)] : [];
    }),
  );
  return found.flat();
}

const foundMost = 20;

interface Other {
  readonly because: Likeness;
  readonly kind: string;
}

async function sharing(
  { store }: DuplicatesDeps,
  { conversation, because, likeness }: { conversation: string; because: Likeness; likeness: Likenesses },
): Promise<readonly (readonly [string, Other])[]> {
  const kind = likeness[because];
  if (kind === undefined) return [];
  const records = await store.listRecords(kind);
  return records
    .filter(({ id }) => id !== conversation)
    .toSorted((a, b) => atOf(b).localeCompare(atOf(a)))
    .map(({ id }) => [id, { because, kind }] as const);
}

function atOf({ document }: { document: unknown }): string {
  return (document as { at?: string } | null)?.at ?? '';
}

/** Null for one that is gone, is no longer alike or was merged: a record may be older than its session. */
async function look(
  { store, reading }: DuplicatesDeps,
  [conversation, { because, kind }]: readonly [string, Other],
): Promise<Duplicate | null> {
  const session = await sessionOf(store, conversation);
  if (!session) {
    await store.deleteRecord(kind, conversation);
    return null;
  }
  if (session.lead.merged || session.likeness?.[because] !== kind) return null;
  const { document } = leadSummary(reading, conversation, session);
  const { headline, name } = document;
  return { lead: leadOf(conversation), because, status: session.lead.status, headline, ...(name !== undefined && { name }) };
}

function isSame(one: Likenesses, other: Likenesses): boolean {
  return likenesses.every((each) => one[each] === other[each]);
}

const shownMost = 5;
