import type { Command, SlotValue } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { asksForLatestStart } from '../../knowledge/questions.ts';
import { lastAnswers } from '../session/last-said.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import type { FollowUp } from './follow-up.ts';
import { type SaidInTalk, valueSet } from './said.ts';

/** Who was asked by when it is wanted, or has told it and puts it right, names that day, not the day to start. */
export function wishedDay(
  commands: readonly Command[],
  read: Understood,
  { text, session, knowledge }: SaidInTalk,
): readonly Command[] {
  const last = lastAnswers(session).at(-1);
  const isAsked = last !== undefined && asksForLatestStart(knowledge, normalise(last.text));
  return commands.flatMap((command): readonly Command[] => {
    const other = beginning.test(text) || !onlyTarget(session.state) ? null : otherDay(command, read);
    if (other !== null) return [{ type: 'set', slot: 'target', value: other, by: 'said' }, asksOfIt];
    const isStart = 'slot' in command && command.slot === 'start';
    const isWished = isStart && ((isAsked && command.type === 'set') || isAnother(command, session.state));
    return [isWished ? { ...command, slot: 'target' } : command];
  });
}

/** "我是说3月1日上线，不是那天开始办": a day that was taken for the start, and is the one by which it is wanted, is no start any more. */
export function noStart(
  commands: readonly Command[],
  { deniesStart }: Understood,
  { state }: Pick<SaidInTalk, 'state'>,
): readonly Command[] {
  const target = valueSet(commands, 'target');
  const { start } = valuesOf(state);
  if (target === undefined || (deniesStart !== true && start !== target)) return commands;
  // "Not start the process" asks for no course of things, and is no "no" to what is open.
  const others = deniesStart === true ? commands.filter((command) => !isOfDenial(command, state)) : commands;
  return start === undefined ? others : [...others, { type: 'correct', slot: 'start', by: 'said' }];
}

function isOfDenial(command: Command, { pending }: State): boolean {
  if (command.type === 'question') return command.topic === 'process';
  return command.type === 'deny' || (command.type === 'set' && command.slot === pending?.slot && command.value === false);
}

/** "那4月1日呢" of somebody who has named only the day by which it is wanted; null where nothing of the kind is asked. */
function otherDay(command: Command, { asks }: Understood): SlotValue | null {
  if (command.type === 'set') return command.slot === 'start' && asks === true ? command.value : null;
  return command.type === 'what-if' && Object.keys(command.values).length === 1 ? (command.values['start'] ?? null) : null;
}

const asksOfIt: Command = { type: 'question', topic: 'timeline', text: '' };
const beginning = /start|begin|kick|开始|動|动手|启动|啟|着手|开工|起/i;

/** "国庆前能拿到吗" of somebody who has named that day before asks whether it can be met. */
export function aboutWishedDay(read: Understood, state: State): FollowUp | null {
  const isSame = read.dueDate !== undefined && read.dueDate === valuesOf(state)['target'];
  return isSame && read.asks === true && Object.keys(read.slots).length === 1 ? { topic: 'timeline', text: '' } : null;
}

/** "不对，是9月" of somebody who has named only the day by which it is wanted. */
function isAnother({ type }: Command, state: State): boolean {
  return type === 'correct' && onlyTarget(state);
}

function onlyTarget(state: State): boolean {
  const { start, target } = valuesOf(state);
  return start === undefined && target !== undefined;
}
