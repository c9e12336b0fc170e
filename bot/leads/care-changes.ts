// What is done for a lead besides talking: given to somebody, noted, moved on along the way of the cooperation, reminded of.
import { nextOpening } from '../../knowledge/hours.ts';
import type { AfterSale } from '../../knowledge/hours-file.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { NotAllowedError, type StaffMember, UnreadableValueError } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { type Change, conflict, isClosed, taken, type Words } from './changes.ts';
import { tellJob, watchJob } from './watch-job.ts';
import { withEvent } from './lead-events.ts';
import { teamOf } from './team-of.ts';

/** A colleague, and whether something can be given to them now. */
export interface Colleague {
  readonly member: StaffMember;
  readonly presence: string;
}

/** A manager gives the lead to somebody who is there; the prospect and that person are told. */
export function assigned(words: Words, { member: to, presence }: Colleague): Change {
  return (session, who, at) => {
    requireManager(who);
    const { owner } = session;
    if (typeof owner === 'object' && owner.consultant === to.id) return null;
    if (isClosed(session)) throw conflict('This lead is closed.', session, 'closed');
    if (presence !== 'online')
      throw conflict(`${to.name} is ${presence}: nothing is given to who is not there.`, { owner: 'bot' }, 'away');
    const given = taken(session, { who: to, at, event: `assigned:${to.id}`, by: who.id });
    const key = typeof owner === 'object' ? 'handoff.reassigned' : 'handoff.claimed';
    return {
      session: given,
      drafts: [{ from: 'bot', text: words(key, session, { name: to.name }) }],
      jobs: [tellJob(given.lead, { event: 'lead.assigned', reason: 'assigned' }, at), watchJob(at)],
    };
  };
}

/** Something that the colleagues should know, and the prospect does not see. */
export function noted(text: string): Change {
  return (session, who, at) => {
    const notes = [...(session.lead.notes ?? []), { at, who: who.id, name: who.name, text }].slice(-notesKept);
    return { session: { ...session, lead: { ...session.lead, notes } } };
  };
}

/** How far the cooperation has come: a step of `knowledge/steps.yaml`. The prospect hears it when they ask. */
export function staged(step: string, { steps }: Pick<Knowledge, 'steps'>): Change {
  return (session, who, at) => {
    requireKeeper(session, who);
    if (!steps.some((each) => each.step === step)) throw new UnreadableValueError('There is no such step.');
    if (session.lead.stage?.step === step) return null;
    const lead = withEvent(session.lead, { at, event: `stage:${step}`, who: who.id });
    return { session: { ...session, lead: { ...lead, stage: { step, at } } } };
  };
}

/** A date on a won lead that its consultant is reminded of in good time; null takes it away. */
export function dated(
  date: { kind: AfterSale; day: string | null },
  knowledge: Pick<Knowledge, 'teams' | 'serviceLevel'>,
): Change {
  const { kind, day } = date;
  return (session, who, at) => {
    requireKeeper(session, who);
    if (session.lead.status !== 'won') throw conflict('Only a lead that was won has dates.', { owner: 'bot' });
    const { [kind]: _, ...others } = session.lead.dates ?? {};
    const lead = { ...session.lead, dates: day === null ? others : { ...others, [kind]: day } };
    if (day === null) return { session: { ...session, lead } };
    const team = teamOf(session, knowledge.teams);
    const before = (knowledge.serviceLevel['after-sale'][kind] ?? 0) * 24 * 3_600_000;
    const due = nextOpening(team, Math.max(Date.parse(at), Date.parse(`${day}T00:00:00Z`) - before));
    return {
      session: { ...session, lead: withEvent(lead, { at, event: `dated:${kind}`, who: who.id }) },
      jobs: [{ id: `after-sale-${kind}`, type: 'after-sale', due, data: { kind, day } }],
    };
  };
}

/** Throws NotAllowedError for a consultant. */
export function requireManager(who: StaffMember): void {
  if (who.role === 'consultant') throw new NotAllowedError('Only a manager or the owner can do this.');
}

/** Whose the lead is or was last, and managers. */
function requireKeeper(session: Session, who: StaffMember): void {
  if (who.role === 'consultant' && keeperOf(session) !== who.id)
    throw conflict('Only the owner of the lead or a manager can do this.', session, 'owned');
}

/** Who has the lead, or had it last; undefined when nobody ever had. */
export function keeperOf({ owner, lead }: Session): string | undefined {
  if (typeof owner === 'object') return owner.consultant;
  const last = lead.events.findLast(({ event }) => event === 'claimed' || event.startsWith('assigned:'));
  return last?.event === 'claimed' ? last.who : last?.event.slice('assigned:'.length);
}

const notesKept = 100;
