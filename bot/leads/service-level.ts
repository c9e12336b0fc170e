// Nobody waits unseen: while a prospect waits, or a consultant has their talk, one job looks after it. It is kept with the commit that
// began the waiting, works out from the lead what is due in business hours, does it in an act of its own, and sleeps until the next.
import { addOpenMs } from '../../knowledge/hours.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { JobHandler } from '../jobs.ts';
import type { Act } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { type Changed, givenBack, pooled, type Words } from './changes.ts';
import { type Step, dueStep } from './due-step.ts';
import { leadOf } from './lead-id.ts';
import { tellJob } from './watch-job.ts';
import { withEvent } from './lead-events.ts';
import { teamOf } from './team-of.ts';
import { unlessErased } from './unless-erased.ts';

export interface ServiceLevelDeps {
  readonly act: Act;
  readonly knowledge: Pick<Knowledge, 'teams' | 'serviceLevel'>;
  readonly words: Words;
  readonly now: () => Date;
  /** Whether somebody else could take it: with nobody there it stays with who has it. */
  readonly hasOthers: (who: string) => Promise<boolean>;
  /** Nobody has taken a lead in spite of everything. */
  readonly alarm: (conversation: string, about: { event: string; reason: string }) => Promise<void>;
}

/** Looks after one lead: does what is due, and says when to look again. */
export function serviceLevel(deps: ServiceLevelDeps): JobHandler {
  return async ({ conversation }) => {
    const { step, next } = await unlessErased(look(deps, conversation), { step: null, next: null });
    if (step === 'alarmed') await deps.alarm(conversation, { event: 'lead.waiting', reason: 'unclaimed' });
    return next === null ? 'done' : { retryAt: next };
  };
}

interface Looked {
  readonly step: Step | null;
  readonly next: number | null;
}

async function look(deps: ServiceLevelDeps, conversation: string): Promise<Looked> {
  const { act, knowledge, now } = deps;
  const { owner, next } = await act(conversation, (session) => ({
    result: { owner: session.owner, next: dueStep(session, knowledge)?.at ?? null },
  }));
  if (next === null || next > now().getTime()) return { step: null, next };
  const hasOthers = typeof owner === 'object' && (await deps.hasOthers(owner.consultant));
  return act<Looked>(conversation, (session) => {
    const time = now();
    const due = dueStep(session, knowledge);
    if (!due || due.at > time.getTime()) return { result: { step: null, next: due?.at ?? null } };
    const at = time.toISOString();
    const done = take(deps, { session, step: due.step, at, hasOthers });
    const following = dueStep(done.session, knowledge);
    return {
      ...done,
      result: { step: due.step, next: following?.at ?? null },
      audit: [{ at, who: 'service-level', what: due.step, subject: leadOf(conversation) }],
    };
  });
}

interface Taking {
  readonly session: Session;
  readonly step: Step;
  readonly at: string;
  readonly hasOthers: boolean;
}

function take(deps: ServiceLevelDeps, { session, step, at, hasOthers }: Taking): Changed {
  if (step === 'given-back') return givenBack(deps.words)(session, at);
  if (step === 'pooled' && hasOthers) return pooled(deps.words)(session, at, coolUntil(deps, session, at));
  const lead = withEvent(session.lead, { at, event: step });
  const after = { ...session, lead };
  // A notification that is taken would put the alarm out.
  if (step === 'alarmed') return { session: after };
  return { session: after, jobs: [tellJob(lead, { event: 'lead.reminder', reason: reasons[step] }, at)] };
}

function coolUntil({ knowledge: { teams, serviceLevel: level } }: ServiceLevelDeps, session: Session, at: string): string {
  return new Date(addOpenMs(teamOf(session, teams), Date.parse(at), level.unanswered['cooling-off'] * 60_000)).toISOString();
}

const reasons: Readonly<Record<Exclude<Step, 'alarmed' | 'given-back'>, string>> = {
  reminded: 'waiting',
  escalated: 'manager',
  nudged: 'unanswered',
  pooled: 'unanswered',
};
