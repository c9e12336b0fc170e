import * as z from 'zod';
import type { PendingDiscount } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../stored-session.ts';
import { headline } from './brief.ts';
import { conversationOf } from './lead-id.ts';
import { factsOf, type Reading } from './reading.ts';

/** Which leads to look at; what stands there is on the lead. */
export interface PendingDiscounts {
  note(lead: string, at: string): Promise<void>;
  /** The oldest first. What is decided by now is forgotten. */
  list(): Promise<readonly PendingDiscount[]>;
}

export function pendingDiscounts({ store, reading }: { store: Store; reading: Reading }): PendingDiscounts {
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
      headline: { 'zh-Hans': headline(reading, visible, 'zh-Hans'), en: headline(reading, visible, 'en') },
    };
  };
  return {
    note: (lead, at) => store.putRecord(kind, lead, { at }),
    async list() {
      const records = await store.listRecords(kind);
      const oldest = records.map(({ id, document }) => ({ id, ...recordSchema.parse(document) })).toSorted(byTime);
      const found = await Promise.all(oldest.map(({ id }) => look(id)));
      await Promise.all(oldest.filter((_, index) => !found[index]).map(({ id }) => store.deleteRecord(kind, id)));
      return found.filter((each) => each !== null);
    },
  };
}

function byTime(a: { at: string }, b: { at: string }): number {
  return a.at < b.at ? -1 : 1;
}

const kind = 'discount';
const recordSchema = z.object({ at: z.string() });
