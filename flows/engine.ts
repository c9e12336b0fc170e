import type { Command } from './command.ts';
import type { AskVariant, Effect, Notice, Values } from './effect.ts';
import { evaluate, refreshed, type Evaluation, type Known } from './evaluate.ts';
import type { FlowBook } from './flow.ts';
import { hear, type Heard } from './hear.ts';
import { prepare, type Prepared } from './prepare.ts';
import { valuesOf } from './slots.ts';
import type { State } from './state.ts';

export interface Turn {
  readonly commands: readonly Command[];
  /** When it was said; ISO 8601, UTC. */
  readonly at: string;
  /** Values computed from slots outside (the verdict): conditions and `uses` may name them like slots. */
  readonly derive: (values: Values) => Values;
}

export interface Advanced {
  readonly state: State;
  readonly effects: readonly Effect[];
}

// A turn in three steps: hear.ts makes changed slots of the commands, evaluate.ts walks the flow over them from its top,
// and this file tells the difference: what was noted, answered, said and handed over, and the one question at the end.
// Nothing here reads text, a clock or a position: the same state and commands always give the same effects.

/** Takes one turn in. The state that was passed stays as it was. */
export function advance(book: FlowBook, state: State, turn: Turn): Advanced {
  const special = withoutFlow(state, turn.commands);
  if (special) return special;
  const prepared = prepare(book);
  const heard = hear(prepared, state, turn);
  if (turn.commands.some(({ type }) => type === 'stop') && !heard.human) return stopped(heard);
  return new Advance(prepared, heard, turn).result();
}

/** The state of a talk that a consultant gave back: the flow goes on, and a "yes" said to the consultant answers nothing. */
export function returned(state: State): State {
  return { ...state, handed: null, pending: null, offer: null };
}

/** Turns that leave the flow alone. */
function withoutFlow(state: State, commands: readonly Command[]): Advanced | null {
  if (commands.length === 0) return state.stopped ? { state, effects: [] } : null;
  if (commands.every(({ type }) => type === 'repeat'))
    return { state: { ...state, stopped: false }, effects: [{ type: 'repeat' }] };
  // "Thanks, bye" to "I will not bother you again" is no wish to be bothered again.
  if (!state.stopped || !commands.every(isCourtesy)) return null;
  const kinds = new Set(commands.map((command) => (command.type === 'small-talk' ? command.kind : 'bye')));
  return { state, effects: [...kinds].map((notice) => ({ type: 'notice', notice })) };
}

function isCourtesy(command: Command): boolean {
  return command.type === 'affirm' || (command.type === 'small-talk' && (command.kind === 'thanks' || command.kind === 'bye'));
}

function stopped({ from, slots }: Heard): Advanced {
  const state = { ...from, slots: slots.now, pending: null, offer: null, stopped: true };
  return { state, effects: [{ type: 'notice', notice: 'stopped' }] };
}

/** How the turn ends: with a question, an offer of a human, or neither. */
interface Ending {
  readonly effects: readonly Effect[];
  readonly pending: State['pending'];
  readonly offer: State['offer'];
}

class Advance {
  readonly #book: Prepared;
  readonly #heard: Heard;
  readonly #turn: Turn;
  readonly #notices: Notice[];

  constructor(book: Prepared, heard: Heard, turn: Turn) {
    this.#book = book;
    this.#heard = heard;
    this.#turn = turn;
    this.#notices = [...heard.notices];
  }

  result(): Advanced {
    const { from, slots, human } = this.#heard;
    const changes = slots.changes();
    if (this.#heard.acceptsWhatIf && changes.length === 0) this.#notices.push('kept');
    if (this.#isResumed) this.#notices.unshift('resumed');
    if (human && from.handed !== null) this.#notices.push('already-handed');
    const wished = human && from.handed === null ? 'asked' : null;
    const known = this.#known(from.handed ?? wished);
    const { evaluation, handoff } = this.#evaluate(known, { wished, changed: changes.length > 0 });
    const ending = this.#ending(evaluation.open, known);
    const effects: Effect[] = [
      ...(changes.length > 0 ? [{ type: 'noted' as const, changes }] : []),
      ...slots.invalid,
      ...slots.declined.filter((slot) => !isDeclined(from, slot)).map((slot) => ({ type: 'declined' as const, slot })),
      ...this.#notices.map((notice) => ({ type: 'notice' as const, notice })),
      ...this.#heard.answers,
      ...this.#comparison(known.values),
      ...evaluation.says.map(({ say, changed }) => ({ type: 'say' as const, say, changed })),
      ...(handoff === null ? [] : [{ type: 'handoff' as const, reason: handoff }]),
      ...ending.effects,
    ];
    if (effects.length === 0 && this.#turn.commands.length > 0) effects.push(this.#acknowledgement());
    return {
      state: {
        slots: slots.now,
        said: evaluation.said,
        pending: ending.pending,
        offer: ending.offer,
        handed: from.handed ?? handoff,
        stopped: false,
      },
      effects,
    };
  }

  /** After a handoff the flow for those who wait has its say in the same turn: it may still ask for a contact. */
  #evaluate(known: Known, turn: { wished: string | null; changed: boolean }): { evaluation: Evaluation; handoff: string | null } {
    const evaluation = evaluate(this.#book, known);
    if (evaluation.handoff !== null) {
      const after = evaluate(this.#book, this.#known(evaluation.handoff, evaluation.said));
      return { evaluation: { ...after, says: [...evaluation.says, ...after.says] }, handoff: evaluation.handoff };
    }
    if (known.handed !== null && turn.changed) refreshed(this.#book, known, evaluation);
    return { evaluation, handoff: turn.wished };
  }

  #known(handed: string | null, said: State['said'] = this.#heard.from.said): Known {
    const slots = this.#heard.slots.now;
    return { slots, said, handed, values: this.#valuesWith(valuesOf(slots), handed) };
  }

  #valuesWith(values: Values, handed: string | null): Values {
    return { ...values, ...this.#turn.derive(values), handed: handed !== null };
  }

  #comparison(before: Values): readonly Effect[] {
    const { whatIf, human, slots, from } = this.#heard;
    if (!whatIf || human) return [];
    const after = this.#valuesWith({ ...valuesOf(slots.now), ...whatIf }, from.handed);
    return [{ type: 'compare', values: whatIf, before, after }];
  }

  get #isResumed(): boolean {
    const { from, slots, human, answers, whatIf, notices } = this.#heard;
    const isPlain = !slots.isUseful && !human && !whatIf && answers.length === 0 && !notices.includes('restarted');
    return from.stopped && isPlain;
  }

  /** Nothing in the turn could be used for anything. */
  get #isUnclear(): boolean {
    const { unclear, digressed, slots, human, whatIf } = this.#heard;
    return unclear && !digressed && !slots.isUseful && !human && !whatIf && !this.#isResumed;
  }

  #ending(open: string | null, { handed }: Known): Ending {
    const { from, quiet, whatIf, human, offersHuman } = this.#heard;
    if (this.#isUnclear) return this.#clarification(open, handed);
    const pending = from.pending?.slot === open ? from.pending : null;
    if (whatIf && !human) return { effects: [], pending, offer: { type: 'what-if', values: whatIf } };
    const offer: State['offer'] = offersHuman && handed === null ? { type: 'human' } : null;
    if (open === null || quiet) return { effects: [], pending, offer };
    const misunderstood = this.#heard.slots.isUseful ? 0 : (pending?.misunderstood ?? 0);
    return { ...this.#ask(open, { variant: this.#variant(open), misunderstood }), offer };
  }

  /** Once: other words. Twice: choices. From then on: a human, while any answer still counts. */
  #clarification(open: string | null, handed: string | null): Ending {
    const { pending } = this.#heard.from;
    const misunderstood = (pending?.slot === open && pending ? pending.misunderstood : 0) + 1;
    if (handed !== null && (open === null || misunderstood > 2)) return this.#left('passed-on', open);
    if (open === null)
      return { ...this.#left('not-understood', open), effects: [{ type: 'offer-human' }], offer: { type: 'human' } };
    if (misunderstood > 2) {
      const times = pending?.times ?? 0;
      return { effects: [{ type: 'offer-human' }], pending: { slot: open, times, misunderstood }, offer: { type: 'human' } };
    }
    // A value that failed its validation is explained by that; nothing needs to be added.
    if (misunderstood === 1 && this.#heard.slots.invalid.length === 0) this.#notices.push('not-understood');
    const variant = misunderstood === 2 ? 'last' : this.#variant(open);
    return { ...this.#ask(open, { variant, misunderstood }), offer: null };
  }

  #left(notice: Notice, open: string | null): Ending {
    this.#notices.push(notice);
    const { pending } = this.#heard.from;
    return { effects: [], pending: pending?.slot === open ? pending : null, offer: null };
  }

  #ask(slot: string, { variant, misunderstood }: { variant: AskVariant; misunderstood: number }): Omit<Ending, 'offer'> {
    const { pending } = this.#heard.from;
    const choices = misunderstood >= 2 || this.#book.slots.get(slot)?.spec.offer === true;
    const times = (pending?.slot === slot ? pending.times : 0) + 1;
    return { effects: [{ type: 'ask', slot, variant, choices }], pending: { slot, times, misunderstood } };
  }

  #variant(slot: string): AskVariant {
    const { from, digressed, slots } = this.#heard;
    if (slots.forgotten.has(slot)) return 'again';
    if (from.pending?.slot !== slot) return 'first';
    return digressed || this.#isResumed ? 'digression' : 'again';
  }

  #acknowledgement(): Effect {
    return { type: 'notice', notice: this.#heard.slots.given.size > 0 ? 'noted' : 'all-set' };
  }
}

function isDeclined({ slots }: State, slot: string): boolean {
  const entry = slots[slot];
  return entry !== undefined && !('value' in entry);
}
