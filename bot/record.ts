import * as z from 'zod';
import type { Effect } from '../flows/effect.ts';
import type { State } from '../flows/state.ts';
import type { Exchange } from './conversation.ts';
import { notifyJob } from './leads/notify-job.ts';
import type { Session } from './session.ts';
import type { NewJob } from './turn.ts';
import type { Scene } from './wording/scene.ts';
import { valuesOf } from './values.ts';

const questionsKept = 20;

interface Turned {
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly scene: Scene;
}

/** Writes into the session what a turn means for the lead: a handover, a quote, the questions that were asked. */
export function recordTurn(
  { session, now }: Exchange,
  { state, effects, scene }: Turned,
): { session: Session; jobs: readonly NewJob[] } {
  const at = now.toISOString();
  const handoff = effects.find((effect) => effect.type === 'handoff');
  const quoted = effects.some((effect) => effect.type === 'say' && effect.say === 'quote');
  const asked = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.text] : []));
  const events = [...(quoted ? ['quoted'] : []), ...(handoff ? [`handed-over:${handoff.reason}`] : [])];
  const lead: Session['lead'] = {
    ...session.lead,
    questions: [...session.lead.questions, ...asked].slice(-questionsKept),
    events: [...session.lead.events, ...events.map((event) => ({ at, event }))],
    ...(quoted && { quote: scene.quote.number }),
    ...(handoff && { status: 'waiting' as const, handed: { at, reason: handoff.reason } }),
  };
  return {
    session: {
      ...session,
      lead,
      // The bot goes on answering while nobody has taken over; it is silent once a consultant has.
      owner: handoff ? 'waiting' : session.owner,
      quotes: quoted
        ? withQuote(session.quotes, { number: scene.quote.number, issued: scene.today, values: publicValues(state) })
        : session.quotes,
    },
    jobs: [
      ...(quoted ? [shelveJob(scene.quote.number, now)] : []),
      ...(handoff ? [notifyJob(lead, handoff.reason, at)] : []),
      ...(isErased(effects) ? [eraseJob(now)] : []),
    ],
  };
}

/** What a job to keep a quote says. */
export const shelveDataSchema = z.object({ number: z.string() });

/** A quote stays as it was issued, whatever becomes of the price book. */
function shelveJob(number: string, now: Date): NewJob {
  return { id: `shelve-${number}`, type: 'shelve', due: now.getTime(), data: { number } };
}

function isErased(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.type === 'notice' && effect.notice === 'erased');
}

/** Long enough for the prospect to read that it will be done. */
const eraseAfterMs = 30_000;

function eraseJob(now: Date): NewJob {
  return { id: 'erase', type: 'erase', due: now.getTime() + eraseAfterMs, data: {} };
}

type KeptQuote = Session['quotes'][number];

function withQuote(quotes: readonly KeptQuote[], issued: KeptQuote): KeptQuote[] {
  return [...quotes.filter(({ number }) => number !== issued.number), issued];
}

/** A quote is forwarded to others: nothing personal is kept with it. */
function publicValues(state: State): KeptQuote['values'] {
  const wanted = ['service', 'scope', 'province', 'capital', 'funding', 'shareholders', 'start'];
  return Object.fromEntries(Object.entries(valuesOf(state)).filter(([slot]) => wanted.includes(slot)));
}
