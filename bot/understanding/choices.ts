import type { Command, Money, SlotValue } from '../../flows/command.ts';
import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import { isOpening } from '../../knowledge/hours.ts';

/** A tapped choice: `slot=value`, or one of the words below. Null when it is neither (an old widget, a forged value). */
export function commandsOfChoice(choice: string, book: FlowBook): readonly Command[] | null {
  const word = choiceWords.get(choice);
  if (word) return [word];
  const at = choice.indexOf('=');
  const slot = choice.slice(0, at);
  const value = choice.slice(at + 1);
  const spec = at > 0 && Object.hasOwn(book.slots, slot) ? book.slots[slot] : undefined;
  if (!spec) return null;
  if (value === '?') return [{ type: 'decline', slot, reason: 'unsure' }];
  return isOffered(spec, value) ? [{ type: 'set', slot, value: valueOf(spec, value), by: 'chosen' }] : null;
}

const choiceWords: ReadonlyMap<string, Command> = new Map([
  ['yes', { type: 'affirm' }],
  ['no', { type: 'deny' }],
  ['erase-all', { type: 'affirm' }],
  ['erase-not', { type: 'deny' }],
  ['right', { type: 'affirm' }],
  ['wrong', { type: 'deny' }],
  ['human', { type: 'human' }],
]);

/** Only what some message could have offered is taken: whoever forges a choice can say no more than by tapping. */
function isOffered({ type, choices = [], openings }: SlotSpec, value: string): boolean {
  if (openings) return isOpening(value);
  return (type === 'yes-no' ? ['true', 'false'] : choices).includes(value);
}

/** A choice's value as the slot's type has it. */
function valueOf(spec: SlotSpec, text: string): SlotValue {
  if (spec.type === 'money') return money(Number(text));
  if (spec.type === 'yes-no') return text === 'true';
  return spec.type === 'number' ? Number(text) : text;
}

function money(amount: number): Money {
  return { min: amount, max: amount, currency: 'CNY', kind: null };
}
