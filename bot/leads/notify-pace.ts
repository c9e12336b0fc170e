import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { FeedLostError } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import type { Notifier } from './notifier.ts';

/** Whether a message may be sent now; otherwise from when on. `isShut`: the receiver itself has said that it takes nothing. */
export type Leave = { readonly may: true } | { readonly may: false; readonly from: number; readonly isShut: boolean };

/** Keeps each receiver's rate, for all processes on one store together. */
export interface Paces {
  /** Takes leave to send one message. */
  leave(notifier: Notifier): Promise<Leave>;
  /** The receiver is to be left alone for so long. */
  shut(notifier: Notifier, forMs: number): Promise<void>;
}

/**
 * A bucket of leaves for each receiver, kept in the store as the cursor of a feed: a feed has one holder at a time, whichever process
 * that is, and its cursor outlives it.
 */
export function paces({ store, now }: { store: Store; now: () => Date }): Paces {
  const change = async ({ name }: Notifier, edit: (kept: Bucket | null, at: number) => Bucket | null): Promise<boolean> => {
    const at = now().getTime();
    const feed = `notify:${name}`;
    // Each change has a name of its own, so that two of one process keep out of each other's way too.
    const held = await store.leaseFeed(feed, { holder: randomUUID(), now: at, leaseMs });
    if (!held) return false;
    try {
      const next = edit(held.cursor === null ? null : bucketSchema.parse(JSON.parse(held.cursor)), at);
      if (next) await store.takeIn(feed, { fence: held.fence, cursor: JSON.stringify(next), items: [] });
      return true;
    } catch (error) {
      if (error instanceof FeedLostError) return false;
      throw error;
    } finally {
      await store.releaseFeed(feed, held.fence);
    }
  };
  return {
    async leave(notifier) {
      if (notifier.pace === null) return { may: true };
      const { pace } = notifier;
      let leave: Leave = { may: false, from: now().getTime() + busyMs, isShut: false };
      await change(notifier, (kept, at) => {
        const bucket = filled(kept ?? { leaves: pace.burst, at, shut: 0 }, pace, at);
        if (bucket.shut > at) leave = { may: false, from: bucket.shut, isShut: true };
        else if (bucket.leaves < 1)
          leave = { may: false, from: at + Math.ceil((1 - bucket.leaves) * pace.everyMs), isShut: false };
        else leave = { may: true };
        return leave.may ? { ...bucket, leaves: bucket.leaves - 1 } : null;
      });
      return leave;
    },
    async shut(notifier, forMs) {
      if (notifier.pace === null) return;
      const { burst } = notifier.pace;
      await change(notifier, (kept, at) => ({ ...(kept ?? { leaves: burst, at }), shut: Math.max(kept?.shut ?? 0, at + forMs) }));
    },
  };
}

function filled(bucket: Bucket, { burst, everyMs }: NonNullable<Notifier['pace']>, at: number): Bucket {
  // The clocks of two machines differ: one that is behind adds nothing.
  const leaves = Math.min(burst, bucket.leaves + Math.max(0, at - bucket.at) / everyMs);
  return { ...bucket, leaves, at: Math.max(at, bucket.at) };
}

const bucketSchema = z.object({ leaves: z.number(), at: z.number(), shut: z.number() });
type Bucket = z.infer<typeof bucketSchema>;

const leaseMs = 5000;
/** Another process is just taking leave. */
const busyMs = 150;
