import type { DeclineReason, Provenance, SlotValue } from './command.ts';
import type { Change, Effect, Values } from './effect.ts';
import type { Gate, Prepared, PreparedSlot } from './prepare.ts';
import { added, isSame } from './slot-value.ts';
import { type Declined, type Known, type State, valuesOf } from './state.ts';

type Entry = Known | Declined;
type Slots = Readonly<Record<string, Entry>>;

/** The slots of one turn: changed in place while its commands are applied, then read as the next state. */
export class TurnSlots {
  readonly invalid: Extract<Effect, { type: 'invalid' }>[] = [];
  readonly declined: string[] = [];
  /** What this message gave a value to, whether new, changed or said again. */
  readonly given = new Set<string>();
  /** What this message took back without a new value. */
  readonly forgotten = new Set<string>();
  readonly #book: Prepared;
  readonly #at: string;
  readonly #before: Slots;
  /** Removed by a refusal, or in its place only for what came to it: that is told as such and not as a correction. */
  readonly #withdrawn = new Set<string>();
  #now: Record<string, Entry>;
  #isCopy = false;
  #changes: readonly Change[] | null = null;

  constructor(book: Prepared, before: Slots, at: string) {
    this.#book = book;
    this.#at = at;
    this.#before = before;
    this.#now = before;
  }

  get now(): Readonly<Record<string, Entry>> {
    return this.#now;
  }

  /** What is known now. */
  get values(): Values {
    return valuesOf({ slots: this.#now });
  }

  /** Whether the message said anything that a slot could take. */
  get isUseful(): boolean {
    return this.given.size > 0 || this.forgotten.size > 0 || this.declined.length > 0;
  }

  /** Keeps a value that passes its slot's validation. A slot that the content no longer has, or not yet, is left alone. */
  set(name: string, value: SlotValue, by: Provenance): void {
    const slot = this.#book.slots.get(name);
    if (!slot || slot.spec.type === 'group') return;
    if (slot.accepts(value)) this.#keep(slot, isSeveral(slot) ? added(slot.spec, valueOf(this.#now[name]), value) : value, by);
    else this.invalid.push({ type: 'invalid', slot: name, value });
  }

  /** "手机也留一个": what stood there before was not wrong. */
  tellNoChange(name: string): void {
    this.#withdrawn.add(name);
  }

  forget(name: string): void {
    if (!this.#book.slots.has(name)) return;
    this.forgotten.add(name);
    if (name in this.#now) delete this.#writable()[name];
  }

  /** A refused gate (consent) is a no; anything else is passed from now on, until a value is given after all. */
  decline(name: string, reason: DeclineReason): void {
    const slot = this.#book.slots.get(name);
    if (!slot) return;
    if (slot.isGate) return this.set(name, false, 'said');
    this.#tellDeclined(name);
    const entry = this.#now[name];
    if (!entry || 'value' in entry) this.#writable()[name] = { declined: reason, at: this.#at };
  }

  /** What was given in this turn instead of what was asked for, and what that means for consent. */
  settle(pending: string | null): void {
    if (pending !== null) this.#settleSibling(pending);
    for (const gate of this.#book.gates) {
      this.#settleGate(gate, pending);
      if (isRefused(this.#now[gate.slot])) for (const name of gate.removed) this.#withdraw(name);
    }
  }

  /** Known values that are others now; settled once the whole message is applied. */
  get changes(): readonly Change[] {
    this.#changes ??= [...new Set([...this.given, ...this.forgotten])].flatMap((name) => this.#changeOf(name));
    return this.#changes;
  }

  #changeOf(name: string): readonly Change[] {
    const from = valueOf(this.#before[name]);
    const to = valueOf(this.#now[name]);
    // More of several, or less, is no correction of the others.
    if (isSeveral(this.#book.slots.get(name))) return [];
    if (from === null || this.#withdrawn.has(name) || (to !== null && (isSame(from, to) || isFuller(from, to)))) return [];
    return [{ slot: name, from, to }];
  }

  /** Whoever answers the question for a phone number with a WeChat id will not give a phone number. */
  #settleSibling(pending: string): void {
    const siblings = this.#book.slots.get(pending)?.siblings ?? [];
    if (this.#now[pending] || !siblings.some((other) => this.given.has(other))) return;
    this.#writable()[pending] = { declined: 'refused', at: this.#at };
  }

  #settleGate({ slot, guarded }: Gate, pending: string | null): void {
    if (this.given.has(slot)) return;
    const volunteered = guarded.filter(({ name }) => this.given.has(name));
    if (volunteered.length === 0) return;
    // Whoever answers "may we keep your number?" with the number has agreed; who only puts right what was given has not said.
    if (pending === slot && volunteered.some((one) => isContact(one) && !this.#wasGiven(one.name))) this.set(slot, true, 'said');
    // Whoever refused and then gives it after all is asked again rather than ignored.
    else if (isRefused(this.#now[slot])) this.#withdraw(slot);
  }

  #wasGiven(name: string): boolean {
    return valueOf(this.#before[name]) !== null;
  }

  #withdraw(name: string): void {
    this.#withdrawn.add(name);
    const entry = this.#now[name];
    if (entry && ('value' in entry || this.#book.slots.get(name)?.isGate)) delete this.#writable()[name];
  }

  #keep({ name, isGate }: PreparedSlot, value: SlotValue, by: Provenance): void {
    this.given.add(name);
    this.forgotten.delete(name);
    const current = valueOf(this.#now[name]);
    if (isGate && value === false && current !== false) this.#tellDeclined(name);
    if (current === null || !isSame(current, value)) this.#writable()[name] = { value, by, at: this.#at };
    else this.#refine(name, current, value);
  }

  /** The same amount, now with "subscribed" or "paid-in" said of it, is not a correction. */
  #refine(name: string, current: SlotValue, value: SlotValue): void {
    if (typeof current !== 'object' || typeof value !== 'object') return;
    const entry = this.#now[name];
    if (entry && 'value' in entry && value.kind !== null && value.kind !== current.kind) {
      this.#writable()[name] = { ...entry, value };
    }
  }

  #tellDeclined(name: string): void {
    if (!this.declined.includes(name)) this.declined.push(name);
  }

  #writable(): Record<string, Entry> {
    if (!this.#isCopy) this.#now = { ...this.#now };
    this.#isCopy = true;
    return this.#now;
  }
}

/** The first gate that a known value has not passed yet: it was given before consent was asked. */
export function openGate(book: Prepared, slots: State['slots'], values: Values): string | null {
  for (const { slot, guarded } of book.gates) {
    if (values[slot] === undefined && !slots[slot] && guarded.some(({ name }) => values[name] !== undefined)) return slot;
  }
  return null;
}

/** Whether a slot may not be kept, and so not be asked for: the consent to it was refused. */
export function isBarred(book: Prepared, slots: State['slots'], name: string): boolean {
  return book.gates.some(({ slot, removed }) => isRefused(slots[slot]) && removed.includes(name));
}

function isRefused(entry: Entry | undefined): boolean {
  return entry !== undefined && (!('value' in entry) || entry.value === false);
}

/** 陈 and then 陈先生: more of the same is no correction. */
function isFuller(from: SlotValue, to: SlotValue): boolean {
  return typeof from === 'string' && typeof to === 'string' && from !== '' && to.includes(from);
}

function isSeveral(slot: PreparedSlot | undefined): boolean {
  return slot?.spec.type === 'several';
}

function isContact(slot: PreparedSlot): boolean {
  return slot.siblings.length > 0;
}

function valueOf(entry: Entry | undefined): SlotValue | null {
  return entry && 'value' in entry ? entry.value : null;
}
