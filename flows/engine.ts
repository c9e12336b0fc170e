import type { Command } from './command.ts';
import type { Effect, Values } from './effect.ts';
import { type Ending, endingOf } from './ending.ts';
import { evaluate, gateKey, refresh, type Evaluation, type Standing } from './evaluate.ts';
import type { FlowBook } from './flow.ts';
import { applyCommands, type Applied } from './apply.ts';
import { prepare, type Prepared } from './prepare.ts';
import { emptyState, type State } from './state.ts';

// One turn, three steps: apply.ts makes changed slots of the commands, evaluate.ts walks the flow over them from its top,
// ending.ts settles on the one question at the end. This file puts what came of them in the order in which it is read.
// Nothing here knows text, a clock or a position: the same book, state and commands always give the same effects.

export interface Turn {
  readonly commands: readonly Command[];
  /** When it was said; ISO 8601, UTC. */
  readonly at: string;
  /** Values computed from slots outside (the verdict): conditions and `uses` may name them like slots. */
  readonly derive: (values: Values) => Values;
  /** A comparison of the turn before ended in the question whether to take it; one that changes nothing does not. */
  readonly isCompared?: boolean;
}

export interface Advanced {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Takes one turn in. Without commands it only puts what is open: the greeting, or coming back after weeks. */
export function advance(book: FlowBook, state: State, turn: Turn): Advanced {
  const aside = besideTheFlow(state, turn.commands);
  if (aside) return aside;
  const prepared = prepare(book);
  const applied = applyCommands(prepared, state, turn);
  if (applied.erases) return erased;
  if (applied.offersErase && !applied.human) return erasing(applied);
  if (turn.commands.some(({ type }) => type === 'stop') && !applied.human) return stopped(applied);
  return flowed(prepared, applied, turn);
}

/** The state of a talk that a consultant gave back: the flow goes on, and a "yes" meant for the consultant answers nothing. */
export function returned(state: State): State {
  return { ...state, handed: null, pending: null, offer: null };
}

function besideTheFlow(state: State, commands: readonly Command[]): Advanced | null {
  if (commands.length === 0) return state.stopped ? { state, effects: [] } : null;
  if (commands.every(({ type }) => type === 'repeat'))
    return { state: { ...state, stopped: false }, effects: [{ type: 'repeat' }] };
  // "Thanks, bye" after "I will not bother you again" is no wish to be bothered again.
  if (!state.stopped || !commands.every(isCourtesy)) return null;
  const kinds = new Set(commands.map((command) => (command.type === 'small-talk' ? command.kind : 'bye')));
  return { state, effects: [...kinds].map((notice) => ({ type: 'notice', notice })) };
}

function isCourtesy(command: Command): boolean {
  if (command.type === 'small-talk') return command.kind === 'thanks' || command.kind === 'bye';
  return command.type === 'affirm';
}

/** What somebody left is removed before anything else is done with it; no flow goes on with it in the same turn. */
function erasing({ from, slots }: Applied): Advanced {
  const state: State = { ...from, slots: slots.now, pending: null, offer: { type: 'erase' } };
  const isRemoved = Object.keys(from.slots).some((slot) => !(slot in slots.now));
  return { state, effects: [{ type: 'offer-erase', contact: isRemoved }] };
}

/** Nothing is remembered, and nothing is asked any more. */
const erased: Advanced = { state: { ...emptyState, stopped: true }, effects: [{ type: 'notice', notice: 'erased' }] };

function stopped({ from, slots }: Applied): Advanced {
  const state = { ...from, slots: slots.now, pending: null, offer: null, stopped: true };
  return { state, effects: [{ type: 'notice', notice: 'stopped' }] };
}

function flowed(book: Prepared, applied: Applied, turn: Turn): Advanced {
  const { from, slots } = applied;
  const known = knownAfter(book, applied, turn);
  const evaluation = evaluated(book, applied, known);
  const handed = known.handed ?? evaluation.handoff;
  const ending = endingOf({ book, applied, open: evaluation.open, handed, isCompared: turn.isCompared === true });
  const said: readonly Effect[] = [
    ...told(applied),
    ...[...applied.notices, ...ending.notices].map((notice) => ({ type: 'notice' as const, notice })),
    ...applied.answers,
    ...comparison(applied, known, turn),
    ...evaluation.says.map(({ say, changed }) => ({ type: 'say' as const, say, changed })),
    ...(handed !== null && from.handed === null ? [{ type: 'handoff' as const, reason: handed }] : []),
  ];
  const effects = [...(said.length > 0 ? said : acknowledged(book, applied, { ending, turn })), ...ending.effects];
  const { pending, offer } = ending;
  return { state: { slots: slots.now, said: evaluation.said, pending, offer, handed, stopped: false }, effects };
}

/** A value after which nothing new is said or asked is still acknowledged, and no turn ends in silence. */
function acknowledged(
  book: Prepared,
  { from, slots }: Applied,
  { ending: { effects, pending }, turn: { commands } }: { ending: Ending; turn: Turn },
): readonly Effect[] {
  const isNew = effects.length > 0 && pending?.slot !== from.pending?.slot;
  if (isNew && isAllowed(book, { from, slots })) return [{ type: 'notice', notice: 'allowed' }];
  if (slots.given.size > 0 && !isNew) return [taken(book, { from, slots })];
  return effects.length === 0 && commands.length > 0 ? [{ type: 'notice', notice: 'all-set' }] : [];
}

/** "可以" to whether what was left may be used, with another question to come. */
function isAllowed({ gates }: Prepared, { from, slots }: Pick<Applied, 'from' | 'slots'>): boolean {
  const gate = gates.find(({ slot }) => slot === from.pending?.slot);
  return gate !== undefined && slots.values[gate.slot] === true && gate.guarded.some(({ name }) => name in from.slots);
}

/** Something to reach the prospect by, told while a consultant is awaited, goes to the consultant. */
function taken({ gates }: Prepared, { from, slots }: Pick<Applied, 'from' | 'slots'>): Effect {
  const isContact = gates.some(({ guarded }) => guarded.some(({ name }) => slots.given.has(name)));
  return { type: 'notice', notice: from.handed !== null && isContact ? 'reachable' : 'noted' };
}

/** What is known after the message. A wish for a human is a handoff at once: the flow is walked for one who waits. */
function knownAfter(book: Prepared, { from, slots, human }: Applied, { derive }: Turn): Standing {
  const handed = from.handed ?? (human ? 'asked' : null);
  const said = { ...from.said, ...passedGate(book, { from, slots }) };
  return { slots: slots.now, said, handed, values: withDerived(slots.values, derive, handed) };
}

/** Who was asked for consent and told something else instead went on without it. */
function passedGate(book: Prepared, { from, slots }: Pick<Applied, 'from' | 'slots'>): State['said'] {
  const asked = from.pending?.slot;
  const gate = book.gates.find(({ slot }) => slot === asked);
  // A name alone is neither a yes nor something else.
  const isElse = gate !== undefined && [...slots.given].some((name) => !gate.removed.includes(name));
  const isPassed = asked !== undefined && isElse && !slots.now[asked];
  return isPassed ? { [gateKey(asked)]: 'passed' } : {};
}

function withDerived(values: Values, derive: Turn['derive'], handed: string | null): Values {
  return { ...values, ...derive(values), handed: handed !== null };
}

/** After a handoff the flow for those who wait has its say in the same turn: it may still ask for a contact. */
function evaluated(book: Prepared, { slots }: Applied, known: Standing): Evaluation {
  const evaluation = evaluate(book, known);
  if (known.handed !== null && slots.changes.length > 0) refresh(book, known, evaluation);
  if (evaluation.handoff === null) return evaluation;
  const waiting = { ...known, handed: evaluation.handoff, said: evaluation.said, values: { ...known.values, handed: true } };
  const after = evaluate(book, waiting);
  return { ...after, says: [...evaluation.says, ...after.says], handoff: evaluation.handoff };
}

/** What became of the values in the message, before anything that follows from them. */
function told({ from, slots, keepsWhatIf }: Applied): readonly Effect[] {
  const isNews = (slot: string) => !(from.slots[slot] && 'declined' in from.slots[slot]);
  const changes = slots.changes.filter(({ slot }) => !(keepsWhatIf && isOffered(from, slot)));
  return [
    ...(changes.length > 0 ? [{ type: 'noted' as const, changes }] : []),
    ...slots.invalid,
    ...slots.declined.filter(isNews).map((slot) => ({ type: 'declined' as const, slot })),
  ];
}

/** The comparison has just told what it changes. */
function isOffered({ offer }: State, slot: string): boolean {
  return offer?.type === 'what-if' && slot in offer.values;
}

function comparison({ slots, whatIf, human }: Applied, { values, handed }: Standing, { derive }: Turn): readonly Effect[] {
  if (!whatIf || human) return [];
  const after = withDerived({ ...slots.values, ...whatIf }, derive, handed);
  return [{ type: 'compare', values: whatIf, before: values, after }];
}
