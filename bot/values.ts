import type { Values } from '../flows/effect.ts';
import type { State } from '../flows/state.ts';

/** The values of all slots that are known. */
export function valuesOf(state: State): Values {
  return Object.fromEntries(
    Object.entries(state.slots).flatMap(([slot, known]) => ('value' in known ? [[slot, known.value]] : [])),
  );
}
