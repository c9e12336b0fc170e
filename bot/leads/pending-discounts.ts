import * as z from 'zod';
import type { PendingDiscount } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { headlines } from './brief.ts';
import { conversationOf } from './lead-id.ts';
import { factsOf, type LeadReading } from './lead-reading.ts';

/** Which leads to look at; what stands there is on the lead. */
export interface PendingDiscounts {
  /** Before it is asked for, so that nothing is overlooked whatever happens then. */
  note(lead: string): Promise<void>;
  /** The oldest first. What is decided by now is forgotten. */
  list(): Promise<readonly PendingDiscount[]>;
}

interface PendingDeps {
  readonly store: Pick<Store, 'load' | 'putRecord' | 'listRecords' | 'changeRecord'>;
  readonly reading: LeadReading;
  readonly now: () => Date;
}

/** Notes of the store, each checked against its lead when they are listed. */
export function pendingDiscounts({ store, reading, now }: PendingDeps): PendingDiscounts {
  const look = async (lead: string): Promise<PendingDiscount | null> => {
    const session = await sessionOf(store, conversationOf(lead));
    const discount = session?.lead.discount;
    if (!session || discount?.status !== 'asked' || session.lead.closed) return null;
    const { visible } = factsOf(reading, session);
    const { id, percent, asked } = discount;
    return {
      lead,
      id,
      percent,
      asked: { at: asked.at, name: asked.name, note: asked.note },
      headline: headlines(reading, visible),
    };
  };
  return {
    note: (lead) => store.putRecord(kind, lead, { at: now().toISOString() }),
    async list() {
      const records = (await store.listRecords(kind)).map(({ id, document }) => ({ id, ...recordSchema.parse(document) }));
      const oldest = records.toSorted(byTime);
      const found = await Promise.all(oldest.map(({ id }) => look(id)));
      const longAgo = new Date(now().getTime() - settledMs).toISOString();
      const over = oldest.filter(({ at }, index) => !found[index] && at < longAgo);
      // Asked for again meanwhile, it stands there anew and stays.
      await Promise.all(over.map(({ id, at }) => store.changeRecord(kind, id, { from: { at }, to: null })));
      return found.filter((each) => each !== null);
    },
  };
}

function byTime(a: { at: string }, b: { at: string }): number {
  return a.at < b.at ? -1 : 1;
}

/** Who has noted it is about to ask for it. */
const settledMs = 60_000;
const kind = 'discount';
const recordSchema = z.object({ at: z.string() });
