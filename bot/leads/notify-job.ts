import * as z from 'zod';
import type { NewJob } from '../ports.ts';
import type { Session } from '../session/session.ts';

/** Why somebody is told, and how far the telling has come. */
export const notifyDataSchema = z.object({
  event: z.string(),
  reason: z.string(),
  /** Of a job that was split off for one notifier: that notifier, and the job that it was split off from. */
  only: z.string().optional(),
  of: z.string().optional(),
  /** Notifiers that will never take it, the one whose turn it is, and how often all have been tried in vain. */
  out: z.array(z.string()).optional(),
  turn: z.string().optional(),
  rounds: z.number().optional(),
  alarmed: z.boolean().optional(),
});
export type NotifyData = z.infer<typeof notifyDataSchema>;

/** Tells single people of the staff, at addresses of their own; its data is that of the notification. */
export const personalJob = 'tell-person';

/** Tells whoever is there that a lead waits. Its id follows from the lead's events, so the same commit makes the same job. */
export function notifyJob(lead: Session['lead'], reason: string, at: string): NewJob {
  return { id: `notify-${lead.events.length}`, type: 'notify', due: Date.parse(at), data: { event: 'lead.waiting', reason } };
}
