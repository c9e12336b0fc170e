import * as z from 'zod';
import type { Store } from '../../../bot/store/store.ts';
import type { Arrival } from './arrival.ts';

/**
 * Pushes that were acknowledged before their turn had been committed. They are kept until it is, so that a process that dies meanwhile
 * loses none: any living one takes them up again, and a turn that has happened after all does not happen twice.
 */
export interface LatePushes {
  /** Kept when it resolves. */
  keep(arrival: Said, at: number): Promise<void>;
  done(arrival: Said): Promise<void>;
  /** Those that have waited longer than any turn takes. */
  left(now: number): Promise<readonly Said[]>;
}

type Said = Arrival & { kind: 'said' };

const kind = 'wechat-oa-late';
const waitMs = 30_000;

const keptSchema = z.object({
  at: z.number(),
  arrival: z.object({
    kind: z.literal('said'),
    id: z.string(),
    openid: z.string(),
    account: z.string(),
    at: z.number(),
    text: z.string(),
    choice: z.string().exactOptional(),
    gives: z.enum(['message', 'event']),
  }),
});

export function latePushes(store: Store): LatePushes {
  return {
    keep: (arrival, at) => store.putRecord(kind, keyOf(arrival), { at, arrival }),
    async done(arrival) {
      await store.deleteRecord(kind, keyOf(arrival));
    },
    async left(now) {
      const records = await store.listRecords(kind);
      const kept = records.flatMap(({ document }) => keptSchema.safeParse(document).data ?? []);
      return kept.filter(({ at }) => now - at >= waitMs).map(({ arrival }) => arrival);
    },
  };
}

function keyOf({ openid, id }: Said): string {
  return `${openid} ${id}`;
}
