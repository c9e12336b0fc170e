import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { questionOf } from './follow-up.ts';

/**
 * "我没说五月才开始啊": the day to start that was taken down is taken back; where none was, the dates are counted again as they stand. Null
 * where another day is told.
 */
export function startDenied(text: string, { deniesStart, slots }: Understood, state: State): readonly Command[] | null {
  if (deniesStart !== true || slots.startDate !== undefined) return null;
  if (valuesOf(state)['start'] === undefined) return [questionOf({ topic: 'timeline', text: '' }, text)];
  return [{ type: 'correct', slot: 'start', by: 'said' }];
}
