import * as z from 'zod';
import type { Store } from '../../../bot/store/store.ts';
import type { Arrival } from './arrival.ts';

/**
 * Pushes that were acknowledged without an answer. They are kept until their turn is committed and it is known who says its reply, so that
 * a process that dies meanwhile loses none: any living one takes them up again, and a turn that has happened after all does not happen
 * twice.
 */
export interface LatePushes {
  /** Kept when it resolves. */
  keep(arrival: Said, at: number): Promise<void>;
  done(arrival: Said): Promise<void>;
  /** What the same person said before this, in its order. */
  before(arrival: Said): Promise<readonly Kept[]>;
  /** Those that have waited longer than any turn takes. */
  left(now: number): Promise<readonly Kept[]>;
}

export type Said = Arrival & { kind: 'said' };

/** A message, and when its push was taken up. */
export interface Kept {
  readonly at: number;
  readonly arrival: Said;
}

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
    // Twice: all of them are looked through now and then, and one person's with each message of theirs.
    async keep(arrival, at) {
      const places = placesOf(arrival);
      await Promise.all(places.map(([name, id]) => store.putRecord(name, id, { at, arrival })));
    },
    async done(arrival) {
      await Promise.all(placesOf(arrival).map(([name, id]) => store.deleteRecord(name, id)));
    },
    async before(own) {
      const kept = await keptAs(store, kindOf(own.openid));
      return kept.filter(({ arrival }) => after(own, arrival) > 0).toSorted((one, other) => after(one.arrival, other.arrival));
    },
    async left(now) {
      const kept = await keptAs(store, kind);
      return kept.filter(({ at }) => now - at >= waitMs);
    },
  };
}

async function keptAs(store: Store, name: string): Promise<readonly Kept[]> {
  const records = await store.listRecords(name);
  return records.flatMap(({ document }) => keptSchema.safeParse(document).data ?? []);
}

function placesOf({ openid, id }: Said): readonly (readonly [kind: string, id: string])[] {
  return [
    [kind, `${openid} ${id}`],
    [kindOf(openid), id],
  ];
}

function kindOf(openid: string): string {
  return `${kind}:${openid}`;
}

/** Above zero when one was said after the other: by the second, and WeChat counts its messages on. */
function after(one: Said, other: Said): number {
  return one.at - other.at || one.id.length - other.id.length || (one.id > other.id ? 1 : one.id < other.id ? -1 : 0);
}
