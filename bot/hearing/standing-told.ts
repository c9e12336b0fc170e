import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import type { Said } from './said.ts';
import { staffTold } from './staff-told.ts';

/**
 * What is told of the company's standing: a penalty of long ago, "2021年被罚过，有影响吗", is no breach; who has told that nobody is insured
 * asks "那是不是要等三个月" of that; and whether the staff is enough.
 */
export function standingTold(commands: readonly Command[], read: Understood, said: Said): readonly Command[] {
  if (read.tellsOldBreach === true) return answeredAs('old-breach', { commands, ...said });
  const isShort = valuesOf(said.state)['short-staffed'] === true;
  return read.asksToWait === true && isShort ? answeredAs('staff-wait', { commands, ...said }) : staffTold(commands, read, said);
}
