import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { also } from './also-wished.ts';
import { noteOf } from './statement.ts';
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
  const { licence = wanted?.goesWith, ...others } = slots;
  const isOfLicence = licence === wanted?.goesWith && Object.keys(others).length === 0;
  const isAlone = asks !== true && intents.every((intent) => intent === 'deny') && isOfLicence;
  if (lacksLicence !== true || !isAlone || wanted?.goesWith === undefined) return null;
  // The number is wanted all the same, and kept for the consultant.
  const number = noteOf(wanted.aliases[0] ?? wanted.id, state);
  return [{ type: 'set', slot: 'service', value: wanted.goesWith, by: 'said' }, ...(number ? [number, also] : [])];
}
