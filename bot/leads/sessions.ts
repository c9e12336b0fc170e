import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '../store/store.ts';

/** A browser that somebody is signed in with. */
export interface BrowserSession {
  /** The hash of its secret: whoever reads the store, or this list, cannot sign in with it. */
  readonly id: string;
  readonly begun: string;
  readonly seen: string;
  /** What the browser calls itself. */
  readonly agent: string;
}

/** Who is signed in where. Each session can be ended on its own, from any other. */
export interface Sessions {
  /** The secret is for the browser's cookie alone. */
  begin(person: string, agent: string): Promise<string>;
  /** Whose session it is; null when it has ended or run out. */
  who(secret: string): Promise<{ person: string; id: string } | null>;
  of(person: string): Promise<readonly BrowserSession[]>;
  /** False when this person has no such session. */
  end(person: string, id: string): Promise<boolean>;
}

interface SessionsDeps {
  readonly store: Pick<Store, 'getRecord' | 'listRecords' | 'putRecord' | 'deleteRecord'>;
  readonly now: () => Date;
}

export function staffSessions(deps: SessionsDeps): Sessions {
  const { store, now } = deps;
  return {
    async begin(person, agent) {
      await sweep(deps);
      const secret = randomBytes(32).toString('base64url');
      const at = now().toISOString();
      await store.putRecord(kind, hashOf(secret), { person, begun: at, seen: at, agent: agent.slice(0, 200) });
      return secret;
    },
    async who(secret) {
      const id = hashOf(secret);
      const known = recordSchema.safeParse(await store.getRecord(kind, id));
      if (!known.success || isOver(known.data, now())) return null;
      const isStale = now().getTime() - Date.parse(known.data.seen) > seenEveryMs;
      if (isStale) await store.putRecord(kind, id, { ...known.data, seen: now().toISOString() });
      return { person: known.data.person, id };
    },
    async of(person) {
      const all = (await store.listRecords(kind)).map(({ id, document }) => ({ id, ...recordSchema.parse(document) }));
      return all
        .filter((each) => each.person === person && !isOver(each, now()))
        .map(({ id, begun, seen, agent }) => ({ id, begun, seen, agent }))
        .toSorted((a, b) => (a.seen > b.seen ? -1 : 1));
    },
    async end(person, id) {
      const known = recordSchema.safeParse(await store.getRecord(kind, id));
      return known.success && known.data.person === person && store.deleteRecord(kind, id);
    },
  };
}

async function sweep({ store, now }: SessionsDeps): Promise<void> {
  for (const { id, document } of await store.listRecords(kind)) {
    const known = recordSchema.safeParse(document);
    if (!known.success || isOver(known.data, now())) await store.deleteRecord(kind, id);
  }
}

function isOver({ begun }: { begun: string }, now: Date): boolean {
  return now.getTime() - Date.parse(begun) >= sessionSeconds * 1000;
}

// The secret is 256 random bits: a plain hash cannot be turned back, and needs no salt.
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** People who come once a fortnight sign in with their token again. */
export const sessionSeconds = 14 * 24 * 3600;

const kind = 'session';
const recordSchema = z.object({ person: z.string(), begun: z.string(), seen: z.string(), agent: z.string() });
const seenEveryMs = 5 * 60_000;
