import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import type { Said } from './said.ts';
import { staffTold } from './staff-told.ts';
import { noteOf } from './statement.ts';

/**
 * What is told of the company's standing: a penalty of long ago, "2021年被罚过，有影响吗", is no breach; who has told that nobody is insured
 * asks "那是不是要等三个月" of that; and whether the staff is enough.
 */
export function standingTold(commands: readonly Command[], read: Understood, said: Said): readonly Command[] {
  if (read.tellsOldBreach === true) return answeredAs('old-breach', { commands, ...said });
  if (read.tellsNoBreach === true && isOnlyTold(commands))
    return [...answeredAs('clean-record', { commands, ...said }), ...staffTold([], read, said)];
  if (read.isInstitution === true) return ofInstitution(commands, said);
  const isShort = valuesOf(said.state)['short-staffed'] === true;
  return read.asksToWait === true && isShort ? answeredAs('staff-wait', { commands, ...said }) : staffTold(commands, read, said);
}

/** "没有注册资本，事业单位": there is no capital to ask for, and whose money it is decides nothing, so a consultant is next. */
function ofInstitution(commands: readonly Command[], said: Said): readonly Command[] {
  const others = commands.filter((command) => !('slot' in command && decided.has(command.slot ?? '')));
  const note = noteOf(said.text.trim(), said.state);
  return [...answeredAs('institution', { commands: others, ...said }), ...(note ? [note] : []), { type: 'human' }];
}

/** "没有电信处罚": nothing is told or asked besides. */
function isOnlyTold(commands: readonly Command[]): boolean {
  return commands.every((command) => command.type !== 'set' || command.slot === 'breach' || command.slot === 'need');
}

const decided: ReadonlySet<string> = new Set(['capital', 'funding', 'need']);
