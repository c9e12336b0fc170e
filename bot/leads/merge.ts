// Two leads of one prospect become one. Both talks stay: the one that goes is closed as a duplicate and points at the one that stays, and
// whoever writes in it afterwards reaches the same consultant (merged-heard.ts).
import { returned as backToFlow } from '../../flows/engine.ts';
import { type Act, NoSuchLeadError, type StaffMember } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { AuditEntry, Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { type Changed, conflict, isClosed, withoutWait, type Words } from './changes.ts';
import { conversationOf } from './lead-id.ts';
import { sessionWithEvent, withEvent } from './lead-events.ts';

export interface MergeDeps {
  readonly act: Act;
  readonly store: Store;
  readonly words: Words;
  readonly now: () => Date;
}

/** One lead, the one that it is merged into, and who says so. */
export interface Merging {
  readonly id: string;
  readonly into: string;
  readonly who: StaffMember;
}

/** Once more with the same leads has no second effect, and finishes what broke off. Throws DeskConflictError with the reason. */
export async function merge({ act, store, words, now }: MergeDeps, merging: Merging): Promise<void> {
  const { id, into, who } = merging;
  if (id === into) throw conflict('A lead cannot be merged with itself.', { owner: 'bot' });
  const target = await sessionOf(store, conversationOf(into));
  if (!target) throw new NoSuchLeadError(into);
  const at = now().toISOString();
  const entry = (what: string, subject: string): AuditEntry => ({ at, who: who.id, what, subject });
  await act(conversationOf(id), (session) => {
    const changed = gone(words)(session, target, { ...merging, at });
    return { result: null, ...changed, ...(changed && { audit: [entry(`merge:${into}`, id)] }) };
  });
  const event = `merged-from:${id}`;
  await act(conversationOf(into), (session) => {
    if (session.lead.events.some((each) => each.event === event)) return { result: null };
    return { result: null, session: sessionWithEvent(session, { at, event, who: who.id }), audit: [entry(event, into)] };
  });
}

/** The lead that goes. Null when it went there before. */
function gone(words: Words) {
  return (session: Session, target: Session, { into, who, at }: Merging & { at: string }): Changed | null => {
    const { owner, lead } = session;
    if (lead.merged?.into === into && isClosed(session)) return null;
    requireMergeable(session, target, who);
    const heir = typeof target.owner === 'object' ? target.owner : 'bot';
    const { cooling: _, ...rest } = withoutWait(withEvent(lead, { at, event: `merged-into:${into}`, who: who.id }));
    const closed = { at, outcome: 'lost' as const, reason: duplicate };
    return {
      session: {
        ...session,
        owner: heir,
        state: heir === 'bot' ? backToFlow(session.state) : session.state,
        lead: { ...rest, status: 'lost', closed, merged: { into, at } },
      },
      // Who waited, or talked with somebody else, hears who it is now.
      drafts: heir === 'bot' || owner === 'bot' ? [] : welcome(words, session, heir),
      jobs: [{ id: 'likeness', type: 'likeness', due: Date.parse(at), data: {} }],
    };
  };
}

/** Why the lead was closed, as `closed.reason` has it. */
const duplicate = 'duplicate';

function requireMergeable(session: Session, target: Session, who: StaffMember): void {
  if (session.lead.merged) throw conflict('This lead was merged into another one before.', { owner: 'bot' });
  if (session.lead.status === 'won') throw conflict('A lead that was won stays: merge the other way round.', { owner: 'bot' });
  if (target.lead.merged) throw conflict('The other lead was itself merged into another one.', { owner: 'bot' });
  if (isClosed(target)) throw conflict('The other lead is closed.', { owner: 'bot' }, 'closed');
  requireHolder(session, target, who);
  // Somebody who waits must not be put where nobody looks.
  if (session.owner !== 'bot' && typeof target.owner !== 'object')
    throw conflict('The prospect waits in this lead, and nobody has the other one: merge the other way round.', { owner: 'bot' });
}

/** A consultant who has one of the two, and nobody else has the other; managers in any case. */
function requireHolder(session: Session, target: Session, who: StaffMember): void {
  if (who.role !== 'consultant') return;
  const both = [session, target];
  const others = both.find(({ owner }) => typeof owner === 'object' && owner.consultant !== who.id);
  if (others) throw conflict('Somebody else has one of the leads.', others, 'owned');
  if (both.every(({ owner }) => typeof owner !== 'object')) throw conflict('Claim one of the leads first.', { owner: 'bot' });
}

/** What the prospect is told about who has their talk now; nothing when that has not changed. */
export function welcome(words: Words, session: Session, heir: Extract<Session['owner'], object>): NonNullable<Changed['drafts']> {
  const { owner } = session;
  if (typeof owner === 'object' && owner.consultant === heir.consultant) return [];
  const key = typeof owner === 'object' ? 'handoff.reassigned' : 'handoff.claimed';
  return [{ from: 'bot', text: words(key, session, { name: heir.name }) }];
}
