import type { NewJob } from '../ports.ts';
import type { Session } from '../session/session.ts';

/**
 * Keeps an eye on whoever waits: the handler looks at the lead, does what is due and says when to look again. A conversation has one such
 * job, so asking for it again only makes it look earlier. Who does not know when something is due (milliseconds since 1970) lets it
 * find out in a minute; nothing is due before.
 */
export function watchJob(at: string, due = Date.parse(at) + 60_000): NewJob {
  return { id: 'service-level', type: 'service-level', due, data: {} };
}

/** Tells people something about a lead. Its id follows from the lead's events, as that of a handover's notification does. */
export function tellJob(lead: Session['lead'], about: { event: string; reason: string }, at: string): NewJob {
  return { id: `notify-${lead.events.length}`, type: 'notify', due: Date.parse(at), data: about };
}
