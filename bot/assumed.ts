import type { Command } from '../flows/command.ts';
import type { FlowBook, SlotSpec } from '../flows/flow.ts';
import type { State } from '../flows/state.ts';

/**
 * "全国的，一千万" of somebody who has named no service: the usual one is meant. It is said back with the next words, and whoever means
 * another one names it.
 */
export function withAssumed(commands: readonly Command[], state: State, book: FlowBook): readonly Command[] {
  const given = new Set(commands.flatMap((command) => (command.type === 'set' ? [command.slot] : [])));
  if (given.size === 0) return commands;
  const assumed = Object.entries(book.slots).flatMap(([slot, { assumed: usual }]): Command[] =>
    usual && !given.has(slot) && !('value' in (state.slots[slot] ?? {})) && isTold(usual, given)
      ? [{ type: 'set', slot, value: usual.value, by: 'assumed' }]
      : [],
  );
  return assumed.length > 0 ? [...assumed, ...commands] : commands;
}

function isTold({ with: slots }: NonNullable<SlotSpec['assumed']>, given: ReadonlySet<string>): boolean {
  return slots.some((slot) => given.has(slot));
}
