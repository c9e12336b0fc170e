import type { Command } from '../../flows/command.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';
import { phraseTelling } from './telling.ts';

/** "员工社保有5人,交了半年了", "社保有30个人在交" want to hear whether that is enough, whether or not they ask. */
export function staffTold(
  commands: readonly Command[],
  { isStaffed, hasInsured, slots }: Understood,
  { text, knowledge }: Omit<Said, 'state'>,
): readonly Command[] {
  const told = isStaffed === undefined ? 'staff-number' : 'staff';
  const phrase = phraseTelling(knowledge, told);
  if ((isStaffed === undefined && hasInsured !== true) || phrase === undefined) return commands;
  if (told === 'staff-number')
    return withNumber(commands, { type: 'question', topic: 'requirements', text: phrase, written: text });
  const asked: Command = { type: 'question', topic: 'requirements', text: phrase, written: text };
  const questions = commands.filter(({ type }) => type === 'question');
  if (questions.length === 0) return [...commands, asked];
  // "三个人都交了半年社保,够吗" asks for no other condition.
  const isBare = slots.capital === undefined && questions.length === 1;
  return isBare ? commands.map((one) => (one.type === 'question' && one.topic === 'requirements' ? asked : one)) : commands;
}

/** "We have 5 staff with social insurance" ticks no paper off. */
const isProof = (command: Command): boolean =>
  command.type === 'set' && command.slot === 'papers' && command.value === 'social-insurance';

/** The number takes the place of whatever the message was not understood as, and of the question whether it is enough. */
function withNumber(commands: readonly Command[], asked: Command): readonly Command[] {
  const others = commands.filter((one) => one.type !== 'unknown' && one.type !== 'nod' && !isProof(one));
  const kept = others.filter((one) => one.type !== 'question' || (one.topic !== 'requirements' && one.topic !== 'other'));
  return [...kept, asked];
}
