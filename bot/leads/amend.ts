// What the bot does on a consultant's word: it puts a fact right and says what follows from it, and it makes the quote. Both are
// changes of a session as a consultant's other deeds are, so they wait in line with the prospect's messages.
import type { Command, SlotValue } from '../../flows/command.ts';
import type { Effect } from '../../flows/effect.ts';
import { advance } from '../../flows/engine.ts';
import { chinaDay } from '../../knowledge/china-day.ts';
import { sourcesOf } from '../../knowledge/sources.ts';
import { type ConversationDeps, type Exchange, toldNow } from '../conversation.ts';
import { deriving } from '../derive.ts';
import { hear } from '../hearing/hearing.ts';
import { UnreadableValueError } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { commandsOfChoice } from '../understanding/choices.ts';
import { type Bubble, bubblesOf } from '../wording/bubbles.ts';
import { sayEffect } from '../wording/say-effect.ts';
import { sceneOf } from '../wording/scene-of.ts';
import type { Scene } from '../wording/scene.ts';
import { sayValueWithin, slotName } from '../wording/value.ts';
import { likenessJobs } from './alike-jobs.ts';
import { type Change, conflict, replied, requireOwner } from './changes.ts';
import type { Amend } from './desk.ts';
import { withEvent } from './lead-events.ts';
import { recordTurn } from './record-turn.ts';

/** The two deeds as changes: `correct` throws UnreadableValueError, `quote` DeskConflictError where there is no price. */
export function amending(deps: ConversationDeps): Amend {
  return {
    correct: (conversation, fact) => corrected(deps, conversation, fact),
    quote: (conversation) => quoted(deps, conversation),
  };
}

function corrected(deps: ConversationDeps, conversation: string, { slot, text }: { slot: string; text: string }): Change {
  return (session, who, at) => {
    if (typeof session.owner === 'object') requireOwner(session, who);
    const value = valueIn(deps, session, { slot, text, at });
    const { state, effects } = advance(deps.book, session.state, {
      commands: [{ type: 'correct', slot, value, by: 'consultant' }],
      at,
      derive: deriving(deps, new Date(at)),
    });
    if (effects.some(({ type }) => type === 'invalid')) throw unreadable(slot);
    // The consultant speaks for the firm: only what follows from the change is said, and nothing is asked or handed over.
    const { pending, offer, handed, stopped } = session.state;
    const after = { ...state, pending, offer, handed, stopped };
    const exchange = { conversation, session, fresh: [], now: new Date(at) };
    const scene = sceneOf(exchange, deps, after);
    const says = effects.filter((effect) => effect.type === 'say');
    const { session: recorded, jobs } = recordTurn(exchange, { effects: says, scene, state: after });
    const lead = withEvent(recorded.lead, { at, event: `corrected:${slot}`, who: who.id });
    const bubbles = bubblesFor(deps, scene, { name: who.name, slot, value, says });
    return {
      session: { ...recorded, lead, told: toldNow(exchange, deps, bubbles) },
      drafts: bubbles.map(({ draft }) => ({ ...draft, from: 'bot' })),
      jobs: [...jobs, ...likenessJobs({ before: session.state, after }, deps.book, new Date(at))],
    };
  };
}

interface Corrected {
  readonly name: string;
  readonly slot: string;
  readonly value: SlotValue;
  readonly says: readonly Extract<Effect, { type: 'say' }>[];
}

function bubblesFor(deps: ConversationDeps, scene: Scene, { name, slot, value, says }: Corrected): readonly Bubble[] {
  const to = sayValueWithin(scene, slot, value);
  const note = { text: scene.words('handoff.edited', { name, slot: slotName(scene, slot), to }), leads: true };
  const parts = [note, ...says.map((effect) => sayEffect(scene, effect))];
  return bubblesOf(parts, (facts) => sourcesOf(deps.knowledge, facts, scene.language));
}

interface Typed {
  readonly slot: string;
  readonly text: string;
  readonly at: string;
}

function valueIn(deps: ConversationDeps, session: Session, typed: Typed): SlotValue {
  const { slot, text } = typed;
  const spec = Object.hasOwn(deps.book.slots, slot) ? deps.book.slots[slot] : undefined;
  // Consent is the prospect's alone.
  if (!spec || slot === 'consent' || spec.type === 'group') throw unreadable(slot);
  const commands = chosen.has(spec.type) ? commandsOfChoice(`${slot}=${text}`, deps.book) : heardAs(deps, session, typed);
  const value = commands?.flatMap((each) => (isFor(slot, each) ? [each.value] : []))[0];
  if (value !== undefined) return value;
  if (chosen.has(spec.type) || reckoned.has(spec.type)) throw unreadable(slot);
  return text.trim();
}

const chosen: ReadonlySet<string> = new Set(['choice', 'yes-no']);
const reckoned: ReadonlySet<string> = new Set(['money', 'number']);

/** A consultant types as a prospect would: "500万" is as good an amount as any. */
function heardAs(
  { book, knowledge, understand }: ConversationDeps,
  session: Session,
  { slot, text, at }: Typed,
): readonly Command[] {
  const pending = { slot, times: 1, misunderstood: 0 };
  const asked: Session = { ...session, offered: [], state: { ...session.state, offer: null, pending } };
  const deps = {
    book,
    knowledge,
    understand,
    knows: () => false,
    labelOf: (choice: string) => choice,
    today: chinaDay(new Date(at)),
  };
  return hear({ id: 'edit', at, text }, asked, deps).commands;
}

function isFor(slot: string, command: Command): command is Extract<Command, { type: 'set' | 'correct' }> {
  return (command.type === 'set' || command.type === 'correct') && command.slot === slot;
}

/** The quote for what is known, in the consultant's name. */
function quoted(deps: ConversationDeps, conversation: string): Change {
  return (session, who, at) => {
    const exchange: Exchange = { conversation, session: replied(session, who, at), fresh: [], now: new Date(at) };
    const scene = sceneOf(exchange, deps, session.state);
    const effect = { type: 'say', say: 'quote', changed: false } as const;
    const part = sayEffect(scene, effect);
    if (!part.cards) throw conflict('The price book has no price for what is known of this lead.', { owner: 'bot' });
    const recorded = recordTurn(exchange, { effects: [effect], scene, state: session.state });
    const bubbles = bubblesOf([part], (facts) => sourcesOf(deps.knowledge, facts, scene.language));
    return {
      session: { ...recorded.session, told: toldNow(exchange, deps, bubbles) },
      drafts: bubbles.map(({ draft }) => ({ ...draft, from: 'consultant', name: who.name })),
      jobs: recorded.jobs,
    };
  };
}

function unreadable(slot: string): UnreadableValueError {
  return new UnreadableValueError(`This is no value for ${slot}.`);
}
