import type { Command } from '../../flows/command.ts';
import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import { onceFor } from '../../knowledge/once.ts';

/**
 * "全国的，一千万" of somebody who has named no service: the usual one is meant. It is said back with the next words, and whoever means
 * another one names it.
 */
export function withAssumed(commands: readonly Command[], state: State, book: FlowBook): readonly Command[] {
  if (!commands.some(({ type }) => type === 'set')) return commands;
  const isGiven = (slot: string): boolean => commands.some((command) => command.type === 'set' && command.slot === slot);
  const isOpen = (slot: string): boolean => !isGiven(slot) && !('value' in (state.slots[slot] ?? {}));
  const assumed = usualOf(book).flatMap(([slot, usual]): Command[] =>
    isOpen(slot) && usual.with.some(isGiven) ? [{ type: 'set', slot, value: usual.value, by: 'assumed' }] : [],
  );
  return assumed.length > 0 ? [...assumed, ...commands] : commands;
}

type Usual = readonly (readonly [slot: string, NonNullable<SlotSpec['assumed']>])[];

/** Asked with each message, and always of the same book. */
const usualOf = onceFor(({ slots }: FlowBook): Usual =>
  Object.entries(slots).flatMap(([slot, { assumed }]) => (assumed ? [[slot, assumed] as const] : [])),
);
