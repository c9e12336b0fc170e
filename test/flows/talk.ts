import type { Command, SlotValue, SmallTalk } from '../../flows/command.ts';
import type { Effect } from '../../flows/effect.ts';
import { advance } from '../../flows/engine.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { emptyState, stateSchema, type State } from '../../flows/state.ts';
import { derive, realBook, yuan } from './real-book.ts';

export const at = '2027-01-04T02:00:00.000Z';

/** A talk in which each turn is what was said last. */
export class Talk {
  state: State;
  effects: readonly Effect[] = [];
  readonly #book: FlowBook;

  constructor(book: FlowBook, state: State = emptyState) {
    this.#book = book;
    this.state = state;
  }

  /** Every state that a talk comes through can be stored and read back. */
  hear(...commands: readonly Command[]): this {
    const { state, effects } = advance(this.#book, frozen(this.state), { commands, at, derive, isCompared: true });
    this.state = stateSchema.parse(JSON.parse(JSON.stringify(state)));
    this.effects = effects;
    return this;
  }

  /** Effects in short: `ask capital first`, `say verdict`, `notice greet`. */
  get told(): readonly string[] {
    return this.effects.map(inShort);
  }

  get values(): Record<string, SlotValue> {
    return Object.fromEntries(
      Object.entries(this.state.slots).flatMap(([name, entry]) => ('value' in entry ? [[name, entry.value]] : [])),
    );
  }

  get asked(): string | null {
    const last = this.effects.at(-1);
    return last?.type === 'ask' ? last.slot : null;
  }
}

export function set(slot: string, value: SlotValue): Command {
  return { type: 'set', slot, value, by: 'said' };
}

export function correct(slot: string, value?: SlotValue): Command {
  return { type: 'correct', slot, by: 'said', ...(value !== undefined && { value }) };
}

export const affirm: Command = { type: 'affirm' };
export const deny: Command = { type: 'deny' };
export const human: Command = { type: 'human' };
export const stop: Command = { type: 'stop' };
export const restart: Command = { type: 'restart' };
export const repeat: Command = { type: 'repeat' };
export const nonsense: Command = { type: 'unknown', text: '阿巴阿巴' };
export const howMuch = { type: 'question', topic: 'price', text: '多少钱' } as const;
export const decline = { type: 'decline', reason: 'unsure' } as const;

export const smallTalk = (kind: SmallTalk): Command => ({ type: 'small-talk', kind });

/** A first message that leaves nothing open before the quote. */
export const everything: readonly Command[] = [
  set('service', 'callcentre'),
  set('scope', 'nationwide'),
  set('capital', yuan(10_000_000)),
  set('funding', 'domestic'),
];

export const begun = (): Talk => new Talk(realBook).hear();
export const askedForCapital = (): Talk => begun().hear(set('service', 'callcentre'), set('scope', 'nationwide'));
export const askedForConsent = (): Talk => begun().hear(...everything, set('wants-quote', false));
export const askedForContact = (): Talk => askedForConsent().hear(affirm);

function inShort(effect: Effect): string {
  if (effect.type === 'noted') return `noted ${effect.changes.map(({ slot }) => slot).join(' ')}`;
  if (effect.type === 'say') return `say ${effect.say}${effect.changed ? ' again' : ''}`;
  if (effect.type === 'ask') return `ask ${effect.slot} ${effect.variant}${effect.choices ? ' with choices' : ''}`;
  // Of the others the first word tells all: which notice, slot, topic or reason.
  const [word] = Object.entries(effect).flatMap(([key, value]) => (key !== 'type' && typeof value === 'string' ? [value] : []));
  return word === undefined ? effect.type : `${effect.type} ${word}`;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
