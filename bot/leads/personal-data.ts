import * as z from 'zod';
import { NoSuchLeadError } from '../ports.ts';
import type { Message } from '../message.ts';
import type { AuditEntry, Store } from '../store/store.ts';
import { conversationOf } from './lead-id.ts';
import { wholeTranscript } from './transcript.ts';

/** Everything that is kept about one person. */
export interface PersonalData {
  readonly lead: string;
  readonly conversation: string;
  readonly session: unknown;
  readonly messages: readonly Message[];
  readonly audit: readonly AuditEntry[];
}

interface Deed {
  readonly lead: string;
  /** Who asked for it, for the audit trail. */
  readonly who: string;
  readonly at: string;
}

/** Reads all that is kept about the person of a lead. Throws NoSuchLeadError. */
export async function exportLead(store: Store, { lead, who, at }: Deed): Promise<PersonalData> {
  const conversation = conversationOf(lead);
  const session = await sessionOf(store, lead);
  await store.audit({ at, who, what: 'export', subject: lead });
  const messages = await wholeTranscript(store, conversation);
  return { lead, conversation, session, messages, audit: await store.auditTrail(lead) };
}

/** Removes the person of a lead from the store. What stays is that it was done, when, and by whom. Throws NoSuchLeadError. */
export async function eraseLead(store: Store, { lead, who, at }: Deed): Promise<void> {
  const conversation = conversationOf(lead);
  const { person, likeness = {} } = personSchema.parse(await sessionOf(store, lead));
  // First the trace, so that nothing is ever gone without one.
  await store.audit({ at, who, what: 'erase', subject: lead });
  if (person !== undefined) await store.deleteRecord(person, conversation);
  for (const kind of Object.values(likeness)) await store.deleteRecord(kind, conversation);
  await store.erase(conversation);
}

const personSchema = z.looseObject({
  person: z.string().optional(),
  likeness: z.record(z.string(), z.string()).optional(),
});

async function sessionOf(store: Store, lead: string): Promise<unknown> {
  const { session } = await store.load(conversationOf(lead), []);
  if (session === null || session === undefined) throw new NoSuchLeadError(lead);
  return session;
}
