import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { asksForLatestStart } from '../../knowledge/questions.ts';
import { lastAnswers } from '../session/last-said.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import type { FollowUp } from './follow-up.ts';
import type { SaidInTalk } from './said.ts';

/** Who was asked by when it is wanted, or has told it and puts it right, names that day, not the day to start. */
export function wishedDay(
  commands: readonly Command[],
  _read: Understood,
  { session, knowledge }: SaidInTalk,
): readonly Command[] {
  const last = lastAnswers(session).at(-1);
  const isAsked = last !== undefined && asksForLatestStart(knowledge, normalise(last.text));
  return commands.map((command) => {
    const isStart = 'slot' in command && command.slot === 'start';
    const isWished = isStart && ((isAsked && command.type === 'set') || isAnother(command, session.state));
    return isWished ? { ...command, slot: 'target' } : command;
  });
}

/** "国庆前能拿到吗" of somebody who has named that day before asks whether it can be met. */
export function aboutWishedDay(read: Understood, state: State): FollowUp | null {
  const isSame = read.dueDate !== undefined && read.dueDate === valuesOf(state)['target'];
  return isSame && read.asks === true && Object.keys(read.slots).length === 1 ? { topic: 'timeline', text: '' } : null;
}

/** "不对，是9月" of somebody who has named only the day by which it is wanted. */
function isAnother({ type }: Command, state: State): boolean {
  const { start, target } = valuesOf(state);
  return type === 'correct' && start === undefined && target !== undefined;
}
