import type { Effect } from '../../flows/effect.ts';
import type { State } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Exchange } from '../conversation.ts';
import { notifyJob } from './notify-job.ts';
import { dueStep } from './due-step.ts';
import { watchJob } from './watch-job.ts';
import type { Session } from '../session/session.ts';
import type { NewJob } from '../ports.ts';
import type { Scene } from '../wording/scene.ts';
import { quoteIn } from '../wording/say-quote.ts';
import { startOf } from '../wording/say-timeline.ts';

const questionsKept = 20;
/** Who goes on comparing gets a new quote each time; links to the last ones stay good. */
const quotesKept = 5;

interface Turned {
  readonly effects: readonly Effect[];
  readonly scene: Scene;
  /** After the turn. */
  readonly state: State;
}

/** Writes into the session what a turn means for the lead: a handover, a quote, the questions that were asked. */
export function recordTurn(
  { session, now }: Exchange,
  { effects, scene, state }: Turned,
): { session: Session; jobs: readonly NewJob[] } {
  const at = now.toISOString();
  const handoff = effects.find((effect) => effect.type === 'handoff');
  const issued = effects.some((effect) => effect.type === 'say' && effect.say === 'quote') ? issuedQuote(scene) : null;
  const asked = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.written ?? effect.text] : []));
  const events = [...(issued ? ['quoted'] : []), ...(handoff ? [`handed-over:${handoff.reason}`] : [])];
  const lead: Session['lead'] = {
    ...session.lead,
    questions: [...session.lead.questions, ...asked].slice(-questionsKept),
    events: [...session.lead.events, ...events.map((event) => ({ at, event }))],
    ...(issued && { quote: issued.quote.number }),
    ...(handoff && { status: 'waiting' as const, handed: { at, reason: handoff.reason } }),
  };
  const recorded: Session = {
    ...session,
    state,
    lead,
    // The bot goes on answering while nobody has taken over; it is silent once a consultant has.
    owner: handoff ? 'waiting' : session.owner,
    quotes: issued ? withQuote(session.quotes, issued) : session.quotes,
  };
  return {
    session: recorded,
    jobs: [
      ...(handoff ? handoverJobs(recorded, { reason: handoff.reason, at, knowledge: scene.knowledge }) : []),
      ...(isErased(effects) ? [eraseJob(now)] : []),
    ],
  };
}

interface Handover {
  readonly reason: string;
  readonly at: string;
  readonly knowledge: Knowledge;
}

function handoverJobs(session: Session, { reason, at, knowledge }: Handover): readonly NewJob[] {
  return [notifyJob(session.lead, reason, at), watchJob(at, dueStep(session, knowledge)?.at)];
}

function isErased(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.type === 'notice' && effect.notice === 'erased');
}

/** Long enough for the prospect to read that it will be done. */
const eraseAfterMs = 30_000;

function eraseJob(now: Date): NewJob {
  return { id: 'erase', type: 'erase', due: now.getTime() + eraseAfterMs, data: {} };
}

type IssuedQuote = Session['quotes'][number];

/** The quote as the prospect has just been told it; null where the price book has no price. Nothing personal is in it. */
function issuedQuote(scene: Scene): IssuedQuote | null {
  const made = quoteIn(scene);
  return made && { quote: made, start: startOf(scene) };
}

function withQuote(quotes: readonly IssuedQuote[], issued: IssuedQuote): IssuedQuote[] {
  return [...quotes.filter((earlier) => earlier.quote.number !== issued.quote.number), issued].slice(-quotesKept);
}
