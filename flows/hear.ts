import type { Command, DeclineReason, Provenance, SlotValue, SmallTalk } from './command.ts';
import type { Effect, Notice, Values } from './effect.ts';
import type { Prepared } from './prepare.ts';
import { isReply, repliesIn, takesOver } from './replies.ts';
import { isSame } from './slot-value.ts';
import { TurnSlots } from './slots.ts';
import { emptyState, type State } from './state.ts';

/** What the commands of one turn come to, before the flow is looked at. */
export interface Heard {
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
export function hear(book: Prepared, state: State, turn: { commands: readonly Command[]; at: string }): Heard {
  const restarts = turn.commands.some(({ type }) => type === 'restart');
  const from: State = restarts ? { ...emptyState, handed: state.handed } : state;
  const heard: Heard = {
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
  const talk = { heard, book, corrects: turn.commands.some(({ type }) => type === 'correct') };
  for (const reply of repliesIn(from, turn.commands)) take(talk, reply);
  if (takesOver(from, turn.commands)) affirm(talk);
  for (const command of turn.commands) if (!isReply(command)) take(talk, command);
  heard.slots.settle(from.pending?.slot ?? null);
  heard.unclear ||= heard.slots.invalid.some(({ slot }) => isAsked(book, from, slot));
  settle(heard);
  return heard;
}

/** What only the whole message tells: whether it got the talk anywhere. */
function settle(heard: Heard): void {
  const { from } = heard;
  if (from.stopped && isIdle(heard)) {
    const others = heard.notices.filter((kind) => kind !== 'greet');
    heard.notices.splice(0, heard.notices.length, ...others, 'resumed');
    heard.digressed = true;
  }
  heard.unclear &&= isIdle(heard) && !heard.digressed;
  if (heard.human && from.handed !== null) notice(heard, 'already-handed');
}

function isIdle({ slots, human, whatIf, readBack, answers }: Heard): boolean {
  return !slots.isUseful && !human && !whatIf && !readBack && answers.length === 0;
}

interface Talk {
  readonly heard: Heard;
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
  set: ({ heard }, { slot, value, by }) => heard.slots.set(slot, value, by),
  correct: ({ heard }, { slot, value, by }) => {
    if (value === undefined) heard.slots.forget(slot);
    else heard.slots.set(slot, value, by);
  },
  decline: ({ heard, book }, { slot, reason }) => {
    const declined = declinedSlot(book, heard.from, slot);
    if (declined !== null) heard.slots.decline(declined, reason);
  },
  question: ({ heard }, asked) => {
    heard.answers.push({ ...asked, type: 'answer' });
    heard.digressed = true;
  },
  'what-if': ({ heard, book }, { values }) => {
    const valid = Object.entries(values).filter(([name, value]) => book.slots.get(name)?.accepts(value));
    if (valid.length > 0) heard.whatIf = { ...heard.whatIf, ...Object.fromEntries(valid) };
    else heard.unclear = true;
  },
  propose: ({ heard, book }, { values }) => {
    const news = Object.entries(values).filter(
      ([name, value]) => isProposable(book, name, value) && !isKnown(heard, name, value),
    );
    if (news.length > 0) heard.readBack = Object.fromEntries(news);
    else heard.unclear = true;
  },
  affirm,
  deny,
  nod: ({ heard }) => {
    heard.unclear = true;
    heard.nodded = true;
  },
  human: ({ heard }) => {
    heard.human = true;
  },
  stop: () => {},
  restart: ({ heard }) => {
    notice(heard, 'restarted');
    heard.digressed = true;
  },
  erase: ({ heard, book }) => {
    // Taking consent back removes what was given under it; where nothing was, the question of consent stays open.
    for (const { slot, removed } of book.gates) {
      const values = heard.slots.values;
      if ([slot, ...removed].some((name) => name in values)) heard.slots.set(slot, false, 'said');
    }
    heard.offersErase = true;
    heard.digressed = true;
  },
  repeat: ({ heard }) => {
    heard.digressed = true;
  },
  'small-talk': ({ heard }, { kind }) => smallTalk(heard, kind),
  unknown: ({ heard }) => {
    heard.unclear = true;
  },
};

function affirm({ heard, book }: Talk): void {
  const { offer } = heard.from;
  if (offer?.type === 'human') heard.human = true;
  else if (offer?.type === 'erase') heard.erases = true;
  else if (offer?.type === 'what-if') {
    notice(heard, 'kept');
    heard.keepsWhatIf = true;
    keep(heard, offer.values, 'said');
  } else if (offer?.type === 'read-back') keep(heard, offer.values, 'model');
  else answerYesNo(heard, book, true);
}

function keep({ slots }: Heard, values: Values, by: Provenance): void {
  for (const [slot, value] of Object.entries(values)) slots.set(slot, value, by);
}

function deny({ heard, book, corrects }: Talk): void {
  if (corrects) return;
  const { offer } = heard.from;
  if (offer?.type === 'read-back') {
    notice(heard, 'misread');
    heard.unclear = true;
  } else if (offer) {
    if (offer.type === 'what-if') notice(heard, 'dropped');
    heard.digressed = true;
  } else answerYesNo(heard, book, false);
}

function answerYesNo(heard: Heard, book: Prepared, value: boolean): void {
  const { pending } = heard.from;
  if (!pending || pending.rests) return;
  const reason = value ? null : declinedBy(book, pending.slot);
  if (isYesNo(book, pending.slot)) heard.slots.set(pending.slot, value, 'said');
  else if (reason) heard.slots.decline(pending.slot, reason);
  else {
    heard.unclear = true;
    heard.nodded = value;
  }
}

/** "No" to "which number may we call?" is a refusal, to "how much?" that there is nothing yet; to a choice it says nothing. */
function declinedBy(book: Prepared, slot: string): DeclineReason | null {
  const spec = book.slots.get(slot)?.spec;
  if (spec?.type === 'money') return 'unsure';
  return spec?.choices ? null : 'refused';
}

function smallTalk(heard: Heard, kind: SmallTalk): void {
  const { handed } = heard.from;
  heard.digressed = true;
  if (kind === 'abuse' && handed !== null) return notice(heard, 'already-handed');
  notice(heard, kind);
  // Who is angry is offered a human, and not asked on in the same breath.
  heard.quiet ||= kind === 'bye' || kind === 'abuse' || (kind === 'thanks' && handed !== null);
  heard.offersHuman ||= kind === 'abuse';
}

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

function isKnown({ slots }: Heard, name: string, value: SlotValue): boolean {
  const entry = slots.now[name];
  return entry !== undefined && 'value' in entry && isSame(entry.value, value);
}

function isYesNo(book: Prepared, slot: string): boolean {
  return book.slots.get(slot)?.spec.type === 'yes-no';
}

function notice(heard: Heard, kind: Notice): void {
  if (!heard.notices.includes(kind)) heard.notices.push(kind);
}
