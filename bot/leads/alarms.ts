import * as z from 'zod';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { headlines } from './brief.ts';
import { conversationOf, leadOf } from './lead-id.ts';
import { factsOf, type LeadReading, type StaffLanguage } from './lead-reading.ts';

/** A lead that waits and that nobody could be told about. */
export interface Alarm {
  readonly lead: string;
  readonly since: string;
  readonly event: string;
  readonly reason: string;
  /** Which notifiers did not take it. */
  readonly tried: readonly string[];
  readonly headline: Readonly<Record<StaffLanguage, string>>;
}

/** Alarms, kept in the store until somebody has the lead, a notifier takes the notification, or one of the staff dismisses it. */
export interface Alarms {
  raise(conversation: string, about: Pick<Alarm, 'event' | 'reason' | 'tried'>): Promise<void>;
  clear(conversation: string): Promise<void>;
  /** The oldest first. What is over by now is removed. */
  standing(): Promise<readonly Alarm[]>;
  /** How many stand, and since when the oldest does; asked of the store once in a while only. */
  count(): Promise<AlarmCount>;
  /** False when there is none. */
  dismiss(lead: string, who: { id: string }): Promise<boolean>;
}

export interface AlarmCount {
  readonly count: number;
  readonly since?: string;
}

/** Keeps alarms in the store, so that every process shows and clears the same ones. */
export function leadAlarms({ store, reading, now }: { store: Store; reading: LeadReading; now: () => Date }): Alarms {
  let counted: { at: number; answer: Promise<AlarmCount> } | undefined;
  // Everybody's console looks anew.
  const tell = async (conversation: string): Promise<void> => {
    counted = undefined;
    await store.publish({ type: 'state', conversation, owner: 'waiting' });
  };
  const standing = async (): Promise<readonly Alarm[]> => {
    const all = await kept(store);
    const found = await Promise.all(all.map(({ lead }) => headlineOf(store, reading, lead)));
    await Promise.all(all.filter((_, index) => !found[index]).map(({ lead }) => store.deleteRecord(kind, lead)));
    return all.flatMap((alarm, index) => {
      const headline = found[index];
      return headline ? [{ ...alarm, headline }] : [];
    });
  };
  return {
    async raise(conversation, { event, reason, tried }) {
      await store.putRecord(kind, leadOf(conversation), { since: now().toISOString(), event, reason, tried });
      await tell(conversation);
    },
    async clear(conversation) {
      if (await store.deleteRecord(kind, leadOf(conversation))) counted = undefined;
    },
    standing,
    count() {
      const at = now().getTime();
      if (!counted || Math.abs(at - counted.at) > countedForMs) counted = { at, answer: standing().then(countOf) };
      return counted.answer;
    },
    async dismiss(lead, { id }) {
      if (!(await store.deleteRecord(kind, lead))) return false;
      await store.audit({ at: now().toISOString(), who: id, what: 'dismiss-alarm', subject: lead });
      await tell(conversationOf(lead));
      return true;
    },
  };
}

async function kept(store: Store): Promise<readonly Omit<Alarm, 'headline'>[]> {
  const records = await store.listRecords(kind);
  const alarms = records.map(({ id, document }) => ({ lead: id, ...alarmSchema.parse(document) }));
  return alarms.toSorted((a, b) => (a.since < b.since ? -1 : 1));
}

function countOf([first, ...rest]: readonly Alarm[]): AlarmCount {
  return first ? { count: rest.length + 1, since: first.since } : { count: 0 };
}

/** Null when the lead waits no longer: claimed by a process that ended before it could say so, given back to the bot, erased. */
async function headlineOf(store: Store, reading: LeadReading, lead: string): Promise<Alarm['headline'] | null> {
  const session = await sessionOf(store, conversationOf(lead));
  if (session?.lead.status !== 'waiting') return null;
  const { visible } = factsOf(reading, session);
  return headlines(reading, visible);
}

const kind = 'alarm';
const alarmSchema = z.object({ since: z.string(), event: z.string(), reason: z.string(), tried: z.array(z.string()) });
const countedForMs = 2000;
