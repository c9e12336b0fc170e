import * as z from 'zod';
import type { NewJob } from '../ports.ts';
import type { Session } from '../session.ts';

/** Why somebody is told. */
export const notifyDataSchema = z.object({ event: z.string(), reason: z.string() });

/** Tells whoever is there that a lead waits. Its id follows from the lead's events, so the same commit makes the same job. */
export function notifyJob(lead: Session['lead'], reason: string, at: string): NewJob {
  return { id: `notify-${lead.events.length}`, type: 'notify', due: Date.parse(at), data: { event: 'lead.waiting', reason } };
}
