import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { namesLicenceAlone } from '../../knowledge/questions.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import { also } from './also-wished.ts';
import { noteOf } from './statement.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "We don't have the licence yet", or "we don't have one" after "is the licence needed first?", of somebody who wants a number: a number goes
 * with a licence, so that is wanted first. Null for any other message.
 */
export function licenceLacking(
  read: Understood,
  { session, knowledge }: { session: Session; knowledge: Knowledge },
): readonly Command[] | null {
  const { state } = session;
  const { service } = valuesOf(state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service)[0] : undefined;
  const licence = wanted?.goesWith;
  if (!wanted || licence === undefined || !saysOnlyThat(read, licence) || !isOfIt(read, session, knowledge)) return null;
  // The number is wanted all the same, and kept for the consultant.
  const number = noteOf(wanted.aliases[0] ?? wanted.id, state);
  return [{ type: 'set', slot: 'service', value: licence, by: 'said' }, ...(number ? [number, also] : [])];
}

function isOfIt({ lacksLicence, hasNone }: Understood, session: Session, knowledge: Knowledge): boolean {
  const last = lastAnswers(session).at(-1);
  return lacksLicence === true || (hasNone === true && last !== undefined && namesLicenceAlone(knowledge, normalise(last.text)));
}

/** Nothing else is told or asked; the licence itself may be named. */
function saysOnlyThat({ asks, intents, slots }: Understood, licence: string): boolean {
  const { licence: named = licence, ...others } = slots;
  const isOfLicence = named === licence && Object.keys(others).length === 0;
  return asks !== true && intents.every((intent) => intent === 'deny' || intent === 'unsure') && isOfLicence;
}
