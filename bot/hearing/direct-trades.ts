import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { isOfOwn, namesOneOf } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import { type Said, valueSet } from './said.ts';
import type { Understood } from '../understanding/understood.ts';

/** "我们是物流公司" of somebody who wants a 95 number: what holds for that trade is told, whether or not they ask. */
export function directTrades(
  commands: readonly Command[],
  _read: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const service = valueSet(commands, 'service') ?? valuesOf(state)['service'];
  const direct = [...knowledge.answers.values()].find(({ tells }) => tells === 'direct-trades');
  const said = normalise(text);
  const isSuch = service === 'code-95' && isOfOwn(knowledge, said) && namesOneOf(knowledge, said, ['industry']);
  if (!direct || !isSuch || commands.some(({ type }) => type === 'question')) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown');
  return [...others, { type: 'question', topic: 'requirements', text: direct.phrases[0] as string, written: text }];
}
