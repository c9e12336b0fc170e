import type { Values } from './effect.ts';
import type { Step } from './flow.ts';
import { isBarred, openGate } from './slots.ts';
import type { Prepared, PreparedFlow, PreparedSlot } from './prepare.ts';
import { fingerprint } from './slot-value.ts';
import type { State } from './state.ts';

/** What is known when the flow is walked. */
export interface Standing {
  readonly slots: State['slots'];
  readonly said: State['said'];
  readonly handed: string | null;
  /** Slot values, derived values and `handed`. */
  readonly values: Values;
}

/** What the flow has to say and ask now. */
export interface Evaluation {
  readonly says: { say: string; changed: boolean }[];
  said: State['said'];
  handoff: string | null;
  open: string | null;
}

/** Walks the flow from its top: what is known, declined or said is passed, the first open question ends it. */
export function evaluate(book: Prepared, known: Standing): Evaluation {
  const result: Evaluation = { says: [], said: known.said, handoff: null, open: null };
  const flow = chosen(book, known);
  if (flow) walk(book, known, { flow, result });
  result.open = (result.handoff === null ? openGate(book, known.slots, known.values) : null) ?? result.open;
  return result;
}

/** The flow that serves these values. It is never stored, so it may change with every value. */
export function chosen(book: Prepared, known: Standing): PreparedFlow | null {
  const serves = (candidate: PreparedFlow) => candidate.when(known.values) && !isOver(candidate, known);
  return book.flowsFor(known.values['service']).find(serves) ?? null;
}

/** A wish of the moment (a flow with `when`) that was handed over and came back is over; the talk goes on without it. */
function isOver({ flow }: PreparedFlow, known: Standing): boolean {
  if (!flow.when || known.handed !== null) return false;
  return flow.steps.some((step) => 'handoff' in step && wasHanded(step.handoff, known));
}

interface Walk {
  readonly flow: PreparedFlow;
  readonly result: Evaluation;
}

function walk(book: Prepared, known: Standing, { flow, result }: Walk): void {
  for (const { step, applies } of flow.steps) {
    if (applies(known.values) && isEnd(step, { book, known, result })) return;
  }
}

interface Place {
  readonly book: Prepared;
  readonly known: Standing;
  readonly result: Evaluation;
}

function isEnd(step: Step, { book, known, result }: Place): boolean {
  if ('ask' in step) {
    result.open = openQuestion(book, book.slots.get(step.ask), known);
    return result.open !== null;
  }
  if ('say' in step) {
    say(step.say, book, { known, result });
    return false;
  }
  if (known.handed === null && !wasHanded(step.handoff, known) && !openGate(book, known.slots, known.values)) {
    result.handoff = step.handoff;
    result.said = { ...result.said, [handedKey(step.handoff)]: fingerprint(known.values['service']) };
  }
  return true;
}

/** The slot to ask for so that this one becomes known: itself or the one it needs; null when there is nothing to ask. */
function openQuestion(book: Prepared, slot: PreparedSlot | undefined, known: Standing): string | null {
  if (!slot || isPassed(slot, known) || isBarred(book, known.slots, slot.name)) return null;
  const { needs } = slot.spec;
  if (needs === undefined || known.values[needs] === true) return slot.name;
  return book.slots.has(needs) && !known.slots[needs] ? needs : null;
}

/** Standing or declined, itself or its members. */
function isPassed({ name, members }: PreparedSlot, { slots, values }: Standing): boolean {
  if (slots[name] || members.some((member) => values[member] !== undefined)) return true;
  return members.every((member) => slots[member]);
}

function say(name: string, book: Prepared, { known, result }: Pick<Place, 'known' | 'result'>): void {
  const uses = book.says.get(name);
  if (!uses) return;
  const inputs = uses.map((use) => fingerprint(known.values[use])).join('|');
  const before = result.said[name];
  if (before === inputs) return;
  result.says.push({ say: name, changed: before !== undefined });
  result.said = { ...result.said, [name]: inputs };
}

/** A handoff for one service is made once, even when the consultant gave the talk back to the bot. */
function wasHanded(reason: string, { said, values }: Standing): boolean {
  return said[handedKey(reason)] === fingerprint(values['service']);
}

function handedKey(reason: string): string {
  return `handoff:${reason}`;
}

/**
 * Says again what was said before a handoff and is no longer true: a correction is answered in full while a consultant is
 * awaited, though the flow that said it rests.
 */
export function refresh(book: Prepared, known: Standing, result: Evaluation): void {
  const resting = chosen(book, { ...known, handed: null, values: { ...known.values, handed: false } });
  for (const { step, applies } of resting?.steps ?? []) {
    if ('say' in step && known.said[step.say] !== undefined && applies(known.values)) say(step.say, book, { known, result });
  }
}
