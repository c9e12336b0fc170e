import { returned as backToFlow } from '../../flows/engine.ts';
import type { Draft, Message } from '../message.ts';
import { type ConflictReason, DeskConflictError, type NewJob, type StaffMember } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { notifyJob } from './notify-job.ts';
import { watchJob } from './watch-job.ts';
import { sessionWithEvent, withEvent } from './lead-events.ts';

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
  key: 'handoff.claimed' | 'handoff.returned' | 'handoff.given-back' | 'handoff.pooled' | 'handoff.reassigned',
  session: Session,
  params: Readonly<Record<string, string>>,
) => string;

export interface Outcome {
  readonly outcome: 'won' | 'lost';
  readonly reason: string;
}

/** Takes the lead for oneself. Throws DeskConflictError when another has it, it is closed, or it was just taken back from this person. */
export function claimed(words: Words): Change {
  return (session, who, at) => {
    const { owner } = session;
    if (typeof owner === 'object') {
      if (owner.consultant === who.id) return null;
      throw conflict('Somebody else has this lead.', session, 'taken');
    }
    if (isClosed(session)) throw conflict('This lead is closed.', session, 'closed');
    if (isCooling(session, who.id, at))
      throw conflict('It was taken back from you a while ago: somebody else is to answer.', session, 'cooling');
    return {
      session: taken(session, { who, at, event: 'claimed' }),
      drafts: [{ from: 'bot', text: words('handoff.claimed', session, { name: who.name }) }],
      jobs: [watchJob(at)],
    };
  };
}

interface Taking {
  readonly who: StaffMember;
  readonly at: string;
  readonly event: string;
  /** Who gave it to them, when they did not take it. */
  readonly by?: string;
}

/** The lead in somebody's hands. Who waited for a person waits for this one's first word. */
export function taken(session: Session, { who, at, event, by = who.id }: Taking): Session {
  const { unanswered: before, cooling: _, ...lead } = session.lead;
  const unanswered = session.owner === 'bot' ? undefined : (before ?? at);
  return {
    ...session,
    owner: { consultant: who.id, name: who.name },
    lead: {
      ...withEvent(lead, { at, event, who: by }),
      status: 'claimed',
      claimed: at,
      ...(unanswered !== undefined && { unanswered }),
    },
  };
}

/** Back to the pool: whoever is there is told again. */
export const released: Change = (session, who, at) => {
  if (session.owner === 'waiting') return null;
  requireOwner(session, who);
  const lead = { ...withoutWait(withEvent(session.lead, { at, event: 'released', who: who.id })), status: 'waiting' as const };
  return { session: { ...session, owner: 'waiting', lead }, jobs: [notifyJob(lead, 'released', at), watchJob(at)] };
};

/** Back to the pool, because whoever has it did not answer in time. They cannot have it again for a while, and the prospect is told. */
export function pooled(words: Words) {
  return (session: Session, at: string, until: string): Changed => {
    const { owner } = session;
    const who = typeof owner === 'object' ? { id: owner.consultant, name: owner.name } : { id: '', name: '' };
    const lead = {
      ...withoutWait(withEvent(session.lead, { at, event: 'pooled', who: who.id })),
      status: 'waiting' as const,
      cooling: { who: who.id, until },
    };
    return {
      session: { ...session, owner: 'waiting', lead },
      drafts: [{ from: 'bot', text: words('handoff.pooled', session, { name: who.name }) }],
      jobs: [notifyJob(lead, 'pooled', at)],
    };
  };
}

/** Back to the bot, because nobody has written for long: never silently. */
export function givenBack(words: Words) {
  return (session: Session, at: string): Changed => {
    const back: Session = {
      ...session,
      owner: 'bot',
      state: backToFlow(session.state),
      lead: { ...withoutWait(withEvent(session.lead, { at, event: 'given-back' })), status: 'open' },
    };
    return { session: back, drafts: [{ from: 'bot', text: words('handoff.given-back', back, {}) }] };
  };
}

/** Gives the talk back to the bot, which goes on where it was; the prospect is told. */
export function returned(words: Words): Change {
  return (session, who, at) => {
    if (session.owner === 'bot') return null;
    if (session.owner !== 'waiting') requireOwner(session, who);
    const back: Session = {
      ...session,
      owner: 'bot',
      state: backToFlow(session.state),
      lead: { ...withoutWait(withEvent(session.lead, { at, event: 'returned-to-bot', who: who.id })), status: 'open' },
    };
    return { session: back, drafts: [{ from: 'bot', text: words('handoff.returned', back, {}) }] };
  };
}

/** The talk goes back to the bot: who writes after the end must not be met with silence. */
export function closed({ outcome, reason }: Outcome): Change {
  return (session, who, at) => {
    if (session.lead.status === outcome) return null;
    if (isClosed(session)) throw conflict('This lead is closed with another outcome.', session, 'closed');
    if (typeof session.owner === 'object') requireOwner(session, who);
    return {
      session: {
        ...session,
        owner: 'bot',
        state: backToFlow(session.state),
        lead: {
          ...withoutWait(withEvent(session.lead, { at, event: outcome, who: who.id })),
          status: outcome,
          closed: { at, outcome, reason },
        },
      },
    };
  };
}

/** The session once its consultant has written. Throws DeskConflictError for anybody else. */
export function replied(session: Session, who: StaffMember, at: string): Session {
  const { owner, lead } = session;
  if (typeof owner !== 'object' || owner.consultant !== who.id)
    throw conflict('Claim the lead before you reply.', session, 'owned');
  const isFirst = !lead.events.some(({ event }) => event === 'first-reply');
  return answered(isFirst ? sessionWithEvent(session, { at, event: 'first-reply', who: who.id }) : session, at);
}

/** A person has spoken: the prospect waits no longer. */
export function answered(session: Session, at: string): Session {
  return { ...session, lead: { ...withoutWait(session.lead), answered: at } };
}

/** The prospect has written to a consultant: from now on they wait for a word of that person. */
export function unansweredSince(session: Session, at: string): Changed {
  if (typeof session.owner !== 'object' || session.lead.unanswered !== undefined) return { session };
  return { session: { ...session, lead: { ...session.lead, unanswered: at } }, jobs: [watchJob(at)] };
}

/** Throws DeskConflictError unless it is theirs, or they manage. */
export function requireOwner(session: Session, who: StaffMember): void {
  const { owner } = session;
  const owns = typeof owner === 'object' && owner.consultant === who.id;
  // Somebody must be able to free the leads of a colleague who is ill.
  if (!owns && who.role === 'consultant')
    throw conflict('Only the owner of the lead or a manager can do this.', session, 'owned');
}

function isCooling({ lead: { cooling } }: Session, who: string, at: string): boolean {
  return cooling !== undefined && cooling.who === who && at < cooling.until;
}

/** The lead of a prospect who waits for nobody's word any more. */
export function withoutWait(lead: Session['lead']): Session['lead'] {
  const { unanswered: _, ...rest } = lead;
  return rest;
}

/** Won or lost, whoever has the talk. */
export function isClosed({ lead }: Pick<Session, 'lead'>): boolean {
  return lead.status === 'won' || lead.status === 'lost';
}

/** The error that tells who has the lead; `reason` is for programs, `message` for people. */
export function conflict(message: string, { owner }: Pick<Session, 'owner'>, reason?: ConflictReason): DeskConflictError {
  return new DeskConflictError(message, typeof owner === 'object' ? { id: owner.consultant, name: owner.name } : null, reason);
}
