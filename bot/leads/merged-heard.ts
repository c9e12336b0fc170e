import type { JobHandler } from '../jobs.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';
import { type Changed, taken } from './changes.ts';
import { conversationOf, leadOf } from './lead-id.ts';
import { type MergeDeps, welcome } from './merge.ts';
import { tellJob, watchJob } from './watch-job.ts';
import { sessionWithEvent } from './lead-events.ts';
import { unlessErased } from './unless-erased.ts';

/**
 * Somebody has written in a talk whose lead was merged into another. Whoever has the other one has this one too, and is told; where
 * nobody has it the bot goes on here, and the other lead notes that there is news.
 */
export function mergedHeard({ act, store, words, now }: MergeDeps): JobHandler {
  return async ({ conversation }) => {
    const own = await sessionOf(store, conversation);
    if (!own?.lead.merged) return 'done';
    const at = now().toISOString();
    const { lead: into, session: target } = await endOf(store, own.lead.merged.into);
    const reopening = act(conversation, (session) => {
      const changed = reopened(session, target, at);
      if (!changed) return { result: session.lead.status === 'claimed' };
      const { owner } = changed.session;
      return { result: true, ...changed, drafts: typeof owner === 'object' ? welcome(words, session, owner) : [] };
    });
    const isSettled = await unlessErased(reopening, true);
    if (isSettled || !target) return 'done';
    const noting = act(conversationOf(into), (session) => ({ result: null, ...noted(session, leadOf(conversation), at) }));
    await unlessErased(noting, null);
    return 'done';
  };
}

/** Null when the talk goes on already, or nobody is there to have it. The bot may have handed it over in the turn that is meant. */
function reopened(session: Session, target: Session | null, at: string): Changed | null {
  const owner = typeof target?.owner === 'object' ? target.owner : session.owner;
  if (typeof owner !== 'object' || !ended.has(session.lead.status)) return null;
  const who = { id: owner.consultant, name: owner.name, role: 'consultant' as const };
  const { closed: _, ...lead } = taken(session, { who, at, event: 'reopened' }).lead;
  const open = { ...lead, unanswered: session.lead.unanswered ?? at };
  return {
    session: { ...session, owner, lead: open },
    jobs: [tellJob(open, { event: 'lead.assigned', reason: 'assigned' }, at), watchJob(at)],
  };
}

function noted(session: Session, from: string, at: string): Partial<Changed> {
  const event = `merged-news:${from}`;
  if (session.lead.events.at(-1)?.event === event) return {};
  return { session: sessionWithEvent(session, { at, event }) };
}

/** The lead that a chain of mergers ends with; null when it was erased. */
async function endOf(store: Store, lead: string): Promise<{ lead: string; session: Session | null }> {
  let at = lead;
  for (let steps = 0; ; steps++) {
    const session = await sessionOf(store, conversationOf(at));
    if (!session?.lead.merged || steps >= longestChain) return { lead: at, session };
    at = session.lead.merged.into;
  }
}

const ended: ReadonlySet<string> = new Set(['lost', 'waiting']);
const longestChain = 10;
