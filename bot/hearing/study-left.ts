import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';

/** "其实我们公司也想办，1000万，内资" of somebody who only wanted to know: now it is about a company. */
export function appliesAfterAll(
  commands: readonly Command[],
  { studies, intents, asks }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  if (studies === true || valuesOf(state)['studying'] !== true) return commands;
  const tellsOfCompany = commands.some((command) => command.type === 'set' && ofCompany.has(command.slot));
  const wishes = intents.includes('apply') && asks !== true;
  return tellsOfCompany || wishes ? [...commands, { type: 'set', slot: 'studying', value: false, by: 'said' }] : commands;
}

const ofCompany: ReadonlySet<string> = new Set(['capital', 'funding', 'company', 'wants-quote']);
