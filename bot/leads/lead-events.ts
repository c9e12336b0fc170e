import type { Session } from '../session/session.ts';

/** One thing that happened to a lead, as its history tells it. */
export type LeadEvent = Session['lead']['events'][number];

/** The lead with one more event at the end of its history. */
export function withEvent(lead: Session['lead'], event: LeadEvent): Session['lead'] {
  return { ...lead, events: [...lead.events, event] };
}

/** The session whose lead has one more event. */
export function sessionWithEvent(session: Session, event: LeadEvent): Session {
  return { ...session, lead: withEvent(session.lead, event) };
}
