import type { SlotValue } from '../flows/command.ts';
import type { Values } from '../flows/effect.ts';
import type { State } from '../flows/state.ts';

/** The values of all slots that are known. */
export function valuesOf({ slots }: State): Values {
  // Asked several times in each turn, hence no list of pairs between.
  const values: Record<string, SlotValue> = {};
  for (const slot in slots) {
    const known = slots[slot];
    if (known && 'value' in known) values[slot] = known.value;
  }
  return values;
}
