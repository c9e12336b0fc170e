import type { Values } from './effect.ts';
import type { Prepared, PreparedFlow, PreparedSlot } from './prepare.ts';
import { fingerprint } from './slot-value.ts';
import { isBarred, openGate } from './slots.ts';
import type { State } from './state.ts';

/** What is known when the flow is walked. */
export interface Standing {
  readonly slots: State['slots'];
  readonly said: State['said'];
  readonly handed: string | null;
  /** Slot values, derived values and `handed`. */
  readonly values: Values;
}

/** What there is to say and to ask now. */
export interface Evaluation {
  readonly says: { say: string; changed: boolean }[];
  said: State['said'];
  handoff: string | null;
  open: string | null;
}

/** Walks the flow from its top: what is known, declined or said is passed, the first open question ends it. */
export function evaluate(book: Prepared, standing: Standing): Evaluation {
  const result: Evaluation = { says: [], said: standing.said, handoff: null, open: null };
  walk(chosen(book, standing), { book, standing, result });
  if (result.handoff === null) result.open = gated(book, standing, result.open);
  return result;
}

/** What was volunteered needs its consent before anything else is asked; who went on without a word about it is asked at the end. */
function gated(book: Prepared, { slots, values, said }: Standing, open: string | null): string | null {
  const gate = openGate(book, slots, values);
  return gate === null || (open !== null && said[gateKey(gate)] !== undefined) ? open : gate;
}

/** Noted with what was said: that a gate was asked for and passed by. */
export function gateKey(gate: string): string {
  return `gate:${gate}`;
}

/** The flow that serves these values. It is never stored, so it may change with every value. */
export function chosen(book: Prepared, standing: Standing): PreparedFlow | null {
  const serves = (candidate: PreparedFlow) => candidate.when(standing.values) && !isOver(candidate, standing);
  return book.flowsFor(standing.values['service']).find(serves) ?? null;
}

/**
 * Says again what was said before a handoff and is no longer true: a correction is answered in full while a consultant is
 * awaited, though the flow that said it rests.
 */
export function refresh(book: Prepared, standing: Standing, result: Evaluation): void {
  const resting = chosen(book, { ...standing, handed: null, values: { ...standing.values, handed: false } });
  for (const { step, applies } of resting?.steps ?? []) {
    const wasSaid = 'say' in step && standing.said[step.say] !== undefined;
    if (wasSaid && applies(standing.values)) say(step.say, { book, standing, result });
  }
}

interface Walk {
  readonly book: Prepared;
  readonly standing: Standing;
  readonly result: Evaluation;
}

function walk(flow: PreparedFlow | null, on: Walk): void {
  for (const { step, applies } of flow?.steps ?? []) {
    if (!applies(on.standing.values)) continue;
    if ('handoff' in step) return handOff(step.handoff, on);
    if ('say' in step) say(step.say, on);
    else on.result.open = openQuestion(step.ask, on);
    if (on.result.open !== null) return;
  }
}

/** The slot to ask for so that this one becomes known: itself or the one it needs; null when there is nothing to ask. */
function openQuestion(name: string, { book, standing }: Walk): string | null {
  const slot = book.slots.get(name);
  if (!slot || isPassed(slot, standing) || isBarred(book, standing.slots, name)) return null;
  const { needs } = slot.spec;
  if (needs === undefined || standing.values[needs] === true) return name;
  return book.slots.has(needs) && !standing.slots[needs] ? needs : null;
}

/** Known or declined, itself or its members. */
function isPassed({ name, members }: PreparedSlot, { slots, values }: Standing): boolean {
  if (slots[name] || members.some((member) => values[member] !== undefined)) return true;
  return members.every((member) => slots[member]);
}

function say(name: string, { book, standing, result }: Walk): void {
  const uses = book.says.get(name);
  if (!uses) return;
  const inputs = uses.map((use) => fingerprint(standing.values[use])).join('|');
  const before = result.said[name];
  if (before === inputs) return;
  result.says.push({ say: name, changed: before !== undefined });
  result.said = { ...result.said, [name]: inputs };
}

/** A handoff for one service is made once, even when the consultant gave the talk back to the bot. */
function handOff(reason: string, { book, standing, result }: Walk): void {
  const { handed, slots, values } = standing;
  if (handed !== null || wasHanded(reason, standing) || openGate(book, slots, values) !== null) return;
  result.handoff = reason;
  result.said = { ...result.said, [handedKey(reason)]: fingerprint(values['service']) };
}

function wasHanded(reason: string, { said, values }: Standing): boolean {
  return said[handedKey(reason)] === fingerprint(values['service']);
}

function handedKey(reason: string): string {
  return `handoff:${reason}`;
}

/** A wish of the moment (a flow with `when`) that was handed over and came back is over; the talk goes on without it. */
function isOver({ flow }: PreparedFlow, standing: Standing): boolean {
  if (!flow.when || standing.handed !== null) return false;
  return flow.steps.some((step) => 'handoff' in step && wasHanded(step.handoff, standing));
}
