import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { serviceChosen } from '../understanding/slot-values.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';
import { phraseTelling } from './telling.ts';

/**
 * "大概什么时候能用上" of somebody who wants a number as well as its licence: the days are those of the licence, and of the number none are
 * known.
 */
export function timeOfBoth(
  commands: readonly Command[],
  { slots }: Understood,
  { text, state, knowledge, reread }: Said & { readonly reread: (text: string) => Understood },
): readonly Command[] {
  const { service, need } = valuesOf(state);
  const isAsked = commands.some((command) => command.type === 'question' && command.topic === 'timeline');
  const phrase = phraseTelling(knowledge, 'time-of-both');
  if (!isAsked || phrase === undefined || typeof need !== 'string' || slots.licence !== undefined) return commands;
  const wanted = [reread(need).slots.licence ?? []].flat().flatMap((id) => candidatesOf(knowledge, serviceChosen(id)));
  if (!wanted.some(({ goesWith }) => goesWith !== undefined && goesWith === service)) return commands;
  return [...commands, { type: 'question', topic: 'timeline', text: phrase, written: text }];
}
