import type { SlotValue } from './command.ts';
import type { Values } from './effect.ts';
import type { Condition, Test } from './flow.ts';

export type Predicate = (values: Values) => boolean;

/** Makes a condition ready to be asked often; no condition always holds. */
export function predicateOf(condition: Condition | undefined): Predicate {
  const tests = Object.entries(condition ?? {});
  return (values) => tests.every(([name, test]) => passes(test, values[name]));
}

/** An unknown value equals nothing and is at least nothing: it passes `known: false` and the opposite of what it fails. */
export function passes(test: Test, value: SlotValue | undefined): boolean {
  if (typeof test !== 'object') return equals(test, value);
  if ('in' in test) return test.in.some((each) => equals(each, value));
  if ('atLeast' in test) return isAtLeast(test.atLeast, value);
  if ('known' in test) return test.known === (value !== undefined);
  return !passes(test.not, value);
}

function equals(expected: string | number | boolean, value: SlotValue | undefined): boolean {
  if (typeof value === 'object') return value.min === expected && value.max === expected;
  return value === expected;
}

/** Of a range only the lower end is sure. */
function isAtLeast(least: number, value: SlotValue | undefined): boolean {
  if (typeof value === 'object') return value.min !== null && value.min >= least;
  return typeof value === 'number' && value >= least;
}
