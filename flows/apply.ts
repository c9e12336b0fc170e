import type { Command, DeclineReason, Provenance, SlotValue, SmallTalk } from './command.ts';
import type { Effect, Notice, Values } from './effect.ts';
import type { Prepared } from './prepare.ts';
import { isReply, repliesIn, takesOver } from './replies.ts';
import { isSame } from './slot-value.ts';
import { TurnSlots } from './slots.ts';
import { emptyState, type State } from './state.ts';

/** What the commands of one turn come to, before the flow is looked at. */
export interface Applied {
  /** The state that the flow goes on from: empty after a restart. */
  readonly from: State;
  readonly slots: TurnSlots;
  readonly notices: Notice[];
  readonly answers: Effect[];
  whatIf: Values | null;
  /** What a model made of the message, still to be asked about. */
  readBack: Values | null;
  human: boolean;
  /** Something else than an answer was dealt with, so that the pending question comes back in other words. */
  digressed: boolean;
  /** Nothing in the turn could be used for anything. */
  unclear: boolean;
  /** It was a mere "yes" or "oh" to a question that wants more: the question comes back, and nothing is said of not understanding. */
  nodded: boolean;
  /** What it was about wants no question after it. */
  quiet: boolean;
  offersHuman: boolean;
  offersErase: boolean;
  /** The whole talk is given up. */
  erases: boolean;
  /** A "yes" took over what was only compared. */
  keepsWhatIf: boolean;
}

/** Takes the commands of a turn in. "Yes" and "no" go first, so that what is said outright in the same message wins. */
export function applyCommands(book: Prepared, state: State, turn: { commands: readonly Command[]; at: string }): Applied {
  const restarts = turn.commands.some(({ type }) => type === 'restart');
  const from: State = restarts ? { ...emptyState, handed: state.handed } : state;
  const applied: Applied = {
    from,
    slots: new TurnSlots(book, from.slots, turn.at),
    notices: [],
    answers: [],
    whatIf: null,
    readBack: null,
    human: false,
    digressed: turn.commands.length === 0,
    unclear: false,
    nodded: false,
    quiet: false,
    offersHuman: false,
    offersErase: false,
    erases: false,
    keepsWhatIf: false,
  };
  const talk = { applied, book, corrects: turn.commands.some(({ type }) => type === 'correct') };
  for (const reply of repliesIn(from, turn.commands)) take(talk, reply);
  if (takesOver(from, turn.commands)) affirm(talk);
  for (const command of turn.commands) if (!isReply(command)) take(talk, command);
  applied.slots.settle(from.pending?.slot ?? null);
  applied.unclear ||= applied.slots.invalid.some(({ slot }) => isAsked(book, from, slot));
  settle(applied);
  return applied;
}

/** What only the whole message tells: whether it got the talk anywhere. */
function settle(applied: Applied): void {
  const { from } = applied;
  if (from.stopped && isIdle(applied)) {
    const others = applied.notices.filter((kind) => kind !== 'greet');
    applied.notices.splice(0, applied.notices.length, ...others, 'resumed');
    applied.digressed = true;
  }
  applied.unclear &&= isIdle(applied) && !applied.digressed;
  if (applied.human && from.handed !== null) notice(applied, 'already-handed');
}

function isIdle({ slots, human, whatIf, readBack, answers }: Applied): boolean {
  return !slots.isUseful && !human && !whatIf && !readBack && answers.length === 0;
}

interface Talk {
  readonly applied: Applied;
  readonly book: Prepared;
  /** "No, it is five million": the "no" belongs to the correction and answers nothing. */
  readonly corrects: boolean;
}

type Commands = { [C in Command as C['type']]: C };
type CommandOf<T extends keyof Commands = keyof Commands> = { [K in T]: { type: K } & Commands[K] }[T];

function take<T extends keyof Commands>(talk: Talk, command: CommandOf<T>): void {
  handlers[command.type](talk, command);
}

const handlers: { readonly [T in keyof Commands]: (talk: Talk, command: Commands[T]) => void } = {
  set: ({ applied }, { slot, value, by, besides }) => {
    applied.slots.set(slot, value, by);
    if (besides) applied.slots.tellNoChange(slot);
  },
  correct: ({ applied }, { slot, value, by }) => {
    if (value === undefined) applied.slots.forget(slot);
    else applied.slots.set(slot, value, by);
  },
  decline: ({ applied, book }, { slot, reason }) => {
    const declined = declinedSlot(book, applied.from, slot);
    if (declined !== null) applied.slots.decline(declined, reason);
  },
  question: ({ applied }, asked) => {
    applied.answers.push({ ...asked, type: 'answer' });
    applied.digressed = true;
  },
  'what-if': ({ applied, book }, { values }) => {
    const valid = Object.entries(values).filter(([name, value]) => book.slots.get(name)?.accepts(value));
    if (valid.length > 0) applied.whatIf = { ...applied.whatIf, ...Object.fromEntries(valid) };
    else applied.unclear = true;
  },
  propose: ({ applied, book }, { values }) => {
    const news = Object.entries(values).filter(
      ([name, value]) => isProposable(book, name, value) && !isKnown(applied, name, value),
    );
    if (news.length > 0) applied.readBack = Object.fromEntries(news);
    else applied.unclear = true;
  },
  affirm,
  deny,
  nod: ({ applied }) => {
    applied.unclear = true;
    applied.nodded = true;
  },
  human: ({ applied }) => {
    applied.human = true;
  },
  stop: () => {},
  restart: ({ applied }) => {
    notice(applied, 'restarted');
    applied.digressed = true;
  },
  erase: ({ applied, book }) => {
    // Taking consent back removes what was given under it; where nothing was, the question of consent stays open.
    for (const { slot, removed } of book.gates) {
      const values = applied.slots.values;
      if ([slot, ...removed].some((name) => name in values)) applied.slots.set(slot, false, 'said');
    }
    applied.offersErase = true;
    applied.digressed = true;
  },
  repeat: ({ applied }) => {
    applied.digressed = true;
  },
  'small-talk': ({ applied }, { kind }) => smallTalk(applied, kind),
  unknown: ({ applied }) => {
    applied.unclear = true;
  },
};

function affirm({ applied, book }: Talk): void {
  const { offer } = applied.from;
  if (offer?.type === 'human') applied.human = true;
  else if (offer?.type === 'erase') applied.erases = true;
  else if (offer?.type === 'what-if') {
    notice(applied, 'kept');
    applied.keepsWhatIf = true;
    keep(applied, offer.values, 'said');
  } else if (offer?.type === 'read-back') keep(applied, offer.values, 'model');
  else answerYesNo(applied, book, true);
}

function keep({ slots }: Applied, values: Values, by: Provenance): void {
  for (const [slot, value] of Object.entries(values)) slots.set(slot, value, by);
}

function deny({ applied, book, corrects }: Talk): void {
  if (corrects) return;
  const { offer } = applied.from;
  if (offer?.type === 'read-back') {
    notice(applied, 'misread');
    applied.unclear = true;
  } else if (offer) {
    if (offer.type === 'what-if') notice(applied, 'dropped');
    applied.digressed = true;
  } else answerYesNo(applied, book, false);
}

function answerYesNo(applied: Applied, book: Prepared, value: boolean): void {
  const { pending } = applied.from;
  if (!pending || pending.rests) return;
  const reason = value ? null : declinedBy(book, pending.slot);
  if (isYesNo(book, pending.slot)) applied.slots.set(pending.slot, value, 'said');
  else if (reason) applied.slots.decline(pending.slot, reason);
  else {
    applied.unclear = true;
    applied.nodded = value;
  }
}

/** "No" to "which number may we call?" is a refusal, to "how much?" that there is nothing yet; to a choice it says nothing. */
function declinedBy(book: Prepared, slot: string): DeclineReason | null {
  const spec = book.slots.get(slot)?.spec;
  if (spec?.type === 'money') return 'unsure';
  return spec?.choices ? null : 'refused';
}

function smallTalk(applied: Applied, kind: SmallTalk): void {
  const { handed } = applied.from;
  applied.digressed = true;
  if (kind === 'abuse' && handed !== null) return notice(applied, 'already-handed');
  notice(applied, kind);
  // Who is angry is offered a human, and not asked on in the same breath.
  applied.quiet ||= endings.has(kind) || (kind === 'thanks' && handed !== null);
  applied.offersHuman ||= kind === 'abuse';
}

/** Nothing is asked after these. */
const endings: ReadonlySet<SmallTalk> = new Set(['bye', 'timed', 'consults', 'abuse', 'no-person', 'novice', 'listening']);

/** Who will not give the phone number when asked for a contact will not give a contact; when asked for consent, no consent. */
function declinedSlot(book: Prepared, from: State, slot: string | undefined): string | null {
  return slot === undefined || isAsked(book, from, slot) ? (from.pending?.slot ?? null) : slot;
}

/** Whether a slot is the one that was last asked for, belongs to it, or is what it was asked for the sake of. */
function isAsked(book: Prepared, { pending }: State, slot: string): boolean {
  if (pending === null) return false;
  const isMember = book.slots.get(pending.slot)?.members.includes(slot) ?? false;
  return isMember || book.slots.get(slot)?.spec.needs === pending.slot;
}

/** A model never answers for the prospect what is personal, or what wants a yes. */
function isProposable(book: Prepared, name: string, value: SlotValue): boolean {
  const slot = book.slots.get(name);
  return slot !== undefined && !slot.spec.personal && slot.spec.type !== 'yes-no' && slot.accepts(value);
}

function isKnown({ slots }: Applied, name: string, value: SlotValue): boolean {
  const entry = slots.now[name];
  return entry !== undefined && 'value' in entry && isSame(entry.value, value);
}

function isYesNo(book: Prepared, slot: string): boolean {
  return book.slots.get(slot)?.spec.type === 'yes-no';
}

function notice(applied: Applied, kind: Notice): void {
  if (!applied.notices.includes(kind)) applied.notices.push(kind);
}
