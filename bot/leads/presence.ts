import * as z from 'zod';
import type { Store } from '../store/store.ts';

export const presences = ['online', 'away', 'off'] as const;
export type Presence = (typeof presences)[number];

/** Who of the staff is there. What somebody chose holds while a console of theirs is seen; without one they are off. */
export interface PresenceBook {
  all(): Promise<ReadonlyMap<string, Presence>>;
  of(person: string): Promise<Presence>;
  choose(person: string, presence: Presence): Promise<void>;
  /** A console of theirs is there now. */
  seen(person: string): Promise<void>;
}

interface PresenceDeps {
  readonly store: Pick<Store, 'getRecord' | 'listRecords' | 'putRecord'>;
  readonly now: () => Date;
  /** After so many minutes without a console somebody is off. */
  readonly unseenMinutes: number;
}

/** Presence as records of the store, the same for every process. */
export function presenceBook({ store, now, unseenMinutes }: PresenceDeps): PresenceBook {
  const read = (document: unknown): Presence => {
    const known = recordSchema.safeParse(document);
    if (!known.success) return 'off';
    const isSeen = now().getTime() - Date.parse(known.data.seen) < unseenMinutes * 60_000;
    return isSeen ? known.data.presence : 'off';
  };
  const write = (person: string, presence: Presence): Promise<void> =>
    store.putRecord(kind, person, { presence, seen: now().toISOString() });
  return {
    async all() {
      return new Map((await store.listRecords(kind)).map(({ id, document }) => [id, read(document)]));
    },
    of: async (person) => read(await store.getRecord(kind, person)),
    choose: write,
    async seen(person) {
      const known = recordSchema.safeParse(await store.getRecord(kind, person));
      await write(person, known.success ? known.data.presence : 'online');
    },
  };
}

const kind = 'presence';
const recordSchema = z.object({ presence: z.enum(presences), seen: z.string() });
