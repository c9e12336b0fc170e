import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "We don't have the licence yet" of somebody who wants a number: a number goes with a licence, so that is wanted first. Null for any
 * other message.
 */
export function licenceLacking(
  { lacksLicence, asks, intents, slots }: Understood,
  { state, knowledge }: { state: State; knowledge: Knowledge },
): readonly Command[] | null {
  const { service } = valuesOf(state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service)[0] : undefined;
  const isAlone = asks !== true && intents.every((intent) => intent === 'deny') && Object.keys(slots).length === 0;
  if (lacksLicence !== true || !isAlone || wanted?.goesWith === undefined) return null;
  return [{ type: 'set', slot: 'service', value: wanted.goesWith, by: 'said' }];
}
