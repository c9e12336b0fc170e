import { returned as backToFlow } from '../../flows/engine.ts';
import type { Draft, Message } from '../message.ts';
import { DeskConflictError, type NewJob, type StaffMember } from '../ports.ts';
import type { Session } from '../session.ts';
import { notifyJob } from './notify-job.ts';

/**
 * What a consultant's deed makes of a session: pure, because it may be done again after a lost race. Null when it is so already.
 * Throws DeskConflictError when the lead does not allow it.
 */
export type Change = (session: Session, who: StaffMember, at: string) => Changed | null;

export interface Changed {
  readonly session: Session;
  readonly drafts?: readonly (Draft & { from: Message['from'] })[];
  readonly jobs?: readonly NewJob[];
}

/** What the prospect is told, in the session's language. */
export type Words = (
  key: 'handoff.claimed' | 'handoff.returned',
  session: Session,
  params: Readonly<Record<string, string>>,
) => string;

export interface Outcome {
  readonly outcome: 'won' | 'lost';
  readonly reason: string;
}

export function claimed(words: Words): Change {
  return (session, who, at) => {
    const { owner } = session;
    if (typeof owner === 'object') {
      if (owner.consultant === who.id) return null;
      throw conflict('Somebody else has this lead.', session);
    }
    if (isClosed(session)) throw conflict('This lead is closed.', session);
    return {
      session: {
        ...session,
        owner: { consultant: who.id, name: who.name },
        lead: { ...withEvent(session, 'claimed', { who, at }), status: 'claimed', claimed: at },
      },
      drafts: [{ from: 'bot', text: words('handoff.claimed', session, { name: who.name }) }],
    };
  };
}

/** Back to the pool: whoever is there is told again. */
export const released: Change = (session, who, at) => {
  if (session.owner === 'waiting') return null;
  requireOwner(session, who);
  const lead = withEvent(session, 'released', { who, at });
  return {
    session: { ...session, owner: 'waiting', lead: { ...lead, status: 'waiting' } },
    jobs: [notifyJob(lead, 'released', at)],
  };
};

export function returned(words: Words): Change {
  return (session, who, at) => {
    if (session.owner === 'bot') return null;
    if (session.owner !== 'waiting') requireOwner(session, who);
    const back: Session = {
      ...session,
      owner: 'bot',
      state: backToFlow(session.state),
      lead: { ...withEvent(session, 'returned-to-bot', { who, at }), status: 'open' },
    };
    return { session: back, drafts: [{ from: 'bot', text: words('handoff.returned', back, {}) }] };
  };
}

/** The talk goes back to the bot: who writes after the end must not be met with silence. */
export function closed({ outcome, reason }: Outcome): Change {
  return (session, who, at) => {
    if (session.lead.status === outcome) return null;
    if (isClosed(session)) throw conflict('This lead is closed with another outcome.', session);
    if (typeof session.owner === 'object') requireOwner(session, who);
    return {
      session: {
        ...session,
        owner: 'bot',
        state: backToFlow(session.state),
        lead: { ...withEvent(session, outcome, { who, at }), status: outcome, closed: { at, outcome, reason } },
      },
    };
  };
}

export function replied(session: Session, who: StaffMember, at: string): Session {
  const { owner, lead } = session;
  if (typeof owner !== 'object' || owner.consultant !== who.id) throw conflict('Claim the lead before you reply.', session);
  if (lead.events.some(({ event }) => event === 'first-reply')) return { ...session };
  return { ...session, lead: withEvent(session, 'first-reply', { who, at }) };
}

export function requireOwner(session: Session, who: StaffMember): void {
  const { owner } = session;
  const owns = typeof owner === 'object' && owner.consultant === who.id;
  // Somebody must be able to free the leads of a colleague who is ill.
  if (!owns && who.role === 'consultant') throw conflict('Only the owner of the lead or a manager can do this.', session);
}

function isClosed({ lead }: Session): boolean {
  return lead.status === 'won' || lead.status === 'lost';
}

function withEvent({ lead }: Session, event: string, { who, at }: { who: StaffMember; at: string }): Session['lead'] {
  return { ...lead, events: [...lead.events, { at, event, who: who.id }] };
}

export function conflict(message: string, { owner }: Pick<Session, 'owner'>): DeskConflictError {
  return new DeskConflictError(message, typeof owner === 'object' ? { id: owner.consultant, name: owner.name } : null);
}
