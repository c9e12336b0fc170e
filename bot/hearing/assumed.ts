import type { Command } from '../../flows/command.ts';
import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import { onceFor } from '../../knowledge/once.ts';

/**
 * "全国的，一千万" or "what if we had 5 million?" of somebody who has named no service: the usual one is meant. It is said back with the next words, and whoever means
 * another one names it.
 */
export function withAssumed(commands: readonly Command[], state: State, book: FlowBook): readonly Command[] {
  const isGiven = (slot: string): boolean => commands.some((command) => tells(command, slot));
  const isOpen = (slot: string): boolean => !isGiven(slot) && !('value' in (state.slots[slot] ?? {}));
  const assumed = usualOf(book).flatMap(([slot, usual]): Command[] =>
    isOpen(slot) && usual.with.some(isGiven) ? [{ type: 'set', slot, value: usual.value, by: 'assumed' }] : [],
  );
  return assumed.length > 0 ? [...assumed, ...commands] : commands;
}

function tells(command: Command, slot: string): boolean {
  return command.type === 'what-if' ? slot in command.values : command.type === 'set' && command.slot === slot;
}

type Usual = readonly (readonly [slot: string, NonNullable<SlotSpec['assumed']>])[];

/** Asked with each message, and always of the same book. */
const usualOf = onceFor(({ slots }: FlowBook): Usual =>
  Object.entries(slots).flatMap(([slot, { assumed }]) => (assumed ? [[slot, assumed] as const] : [])),
);
