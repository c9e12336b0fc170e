import { addOpenMs } from '../../knowledge/hours.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Session } from '../session/session.ts';
import { isClosed } from './changes.ts';
import { teamOf } from './team-of.ts';

/** What is done when nobody answers; each is an event of the lead. */
export type Step = 'reminded' | 'escalated' | 'alarmed' | 'nudged' | 'pooled' | 'given-back';

export interface Due {
  readonly step: Step;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What comes next for a lead on which nothing happens until then; null when nothing more does. Pure. */
export function dueStep(session: Session, knowledge: Pick<Knowledge, 'teams' | 'serviceLevel'>): Due | null {
  const clock = clockOf(session);
  if (!clock) return null;
  const team = teamOf(session, knowledge.teams);
  const done = session.lead.events.filter(({ at }) => at >= clock.since).map(({ event }) => event);
  for (const [step, minutes] of stepsOf(clock.kind, knowledge.serviceLevel)) {
    if (minutes > 0 && !done.includes(step)) return { step, at: addOpenMs(team, Date.parse(clock.since), minutes * 60_000) };
  }
  return null;
}

interface Clock {
  readonly kind: 'waiting' | 'unanswered' | 'idle';
  readonly since: string;
}

/** Which clock runs, and since when. Where people have the chat in an app of their own, that app keeps it. */
function clockOf(session: Session): Clock | null {
  const { owner, silenced, lead } = session;
  if (owner === 'bot' || silenced === true || isClosed(session)) return null;
  if (owner === 'waiting') return { kind: 'waiting', since: waitingSince(session) };
  if (lead.unanswered !== undefined) return { kind: 'unanswered', since: lead.unanswered };
  return { kind: 'idle', since: [session.heard, lead.claimed ?? '', lead.answered ?? ''].toSorted().at(-1) ?? '' };
}

function waitingSince({ lead: { events, handed }, heard }: Session): string {
  const began = events.findLast(({ event }) => event.startsWith('handed-over:') || beginnings.has(event));
  return began?.at ?? handed?.at ?? heard;
}

const beginnings: ReadonlySet<string> = new Set(['released', 'pooled']);

function stepsOf(kind: Clock['kind'], level: Knowledge['serviceLevel']): readonly (readonly [Step, number])[] {
  const { waiting, unanswered, idle } = level;
  if (kind === 'idle') return [['given-back', idle.return]];
  if (kind === 'unanswered') {
    return [
      ['nudged', unanswered.remind],
      ['pooled', unanswered.pool],
    ];
  }
  return [
    ['reminded', waiting.remind],
    ['escalated', waiting.manager],
    ['alarmed', waiting.alarm],
  ];
}
