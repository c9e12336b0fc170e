import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { isMoney } from '../company.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "Actually 15" after "10 million" does not say fifteen of what: it is asked about with the unit that comes nearest to what was said
 * before. Null for any other message.
 */
export function resized({ anew, slots }: Understood, state: State): readonly Command[] | null {
  const { capital } = valuesOf(state);
  if (anew === undefined || !isMoney(capital) || capital.min === null || capital.min <= 0) return null;
  const before = capital.min;
  const distance = (unit: number): number => Math.abs(Math.log((anew * unit) / before));
  const [unit] = units.toSorted((one, other) => distance(one) - distance(other));
  if (unit === undefined || anew * unit === before || distance(unit) > farthest) return null;
  const amount = anew * unit;
  // What the rules made of the bare number is the same: then there is nothing to ask about.
  if (slots.capital?.min === amount) return null;
  return [{ type: 'propose', values: { capital: { ...capital, min: amount, max: amount } } }];
}

/** Of these people leave out the name: 万, million, 百万, 亿. */
const units = [1, 10_000, 1_000_000, 100_000_000];

/** A hundred times as much is another thing than the capital. */
const farthest = Math.log(100);
