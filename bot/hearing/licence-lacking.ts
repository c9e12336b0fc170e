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
  read: Understood,
  { state, knowledge }: { state: State; knowledge: Knowledge },
): readonly Command[] | null {
  const { service } = valuesOf(state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service)[0] : undefined;
  const licence = wanted?.goesWith;
  if (!wanted || licence === undefined || !saysOnlyThat(read, licence)) return null;
  // The number is wanted all the same, and kept for the consultant.
  const number = noteOf(wanted.aliases[0] ?? wanted.id, state);
  return [{ type: 'set', slot: 'service', value: licence, by: 'said' }, ...(number ? [number, also] : [])];
}

/** Nothing else is told or asked; the licence itself may be named. */
function saysOnlyThat({ lacksLicence, asks, intents, slots }: Understood, licence: string): boolean {
  const { licence: named = licence, ...others } = slots;
  const isOfLicence = named === licence && Object.keys(others).length === 0;
  return lacksLicence === true && asks !== true && intents.every((intent) => intent === 'deny') && isOfLicence;
}
