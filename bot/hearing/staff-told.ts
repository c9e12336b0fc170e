import type { Command } from '../../flows/command.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';

/** "员工社保有5人,交了半年了" wants to hear whether that is enough, whether or not it asks. */
export function staffTold(
  commands: readonly Command[],
  { isStaffed, slots }: Understood,
  { text, knowledge }: Omit<Said, 'state'>,
): readonly Command[] {
  const phrase = [...knowledge.answers.values()].find(({ tells }) => tells === 'staff')?.phrases[0];
  if (isStaffed === undefined || phrase === undefined) return commands;
  const asked: Command = { type: 'question', topic: 'requirements', text: phrase, written: text };
  const questions = commands.filter(({ type }) => type === 'question');
  if (questions.length === 0) return [...commands, asked];
  // "三个人都交了半年社保,够吗" asks for no other condition.
  const isBare = slots.capital === undefined && questions.length === 1;
  return isBare ? commands.map((one) => (one.type === 'question' && one.topic === 'requirements' ? asked : one)) : commands;
}
