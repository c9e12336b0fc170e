import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import type { Knowledge, Service } from '../../knowledge/knowledge.ts';
import { namesOneOf } from '../../knowledge/questions.ts';
import { companyOf } from '../company.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { also, priceTogether } from './also-wished.ts';
import { noteOf } from './statement.ts';

/**
 * "那两个一起办" right after a number and its licence were told apart wants both: the talk goes on with the licence, the number is kept for the
 * consultant, and what the two cost is told.
 */
export function bothWished(
  commands: readonly Command[],
  read: Understood,
  { text, session, knowledge }: { text: string; session: Session; knowledge: Knowledge },
): readonly Command[] {
  const isBare = commands.every(({ type }) => type !== 'set');
  const number = isBare && isWish(read) ? numberBeside(session, knowledge) : undefined;
  const phrase = knowledge.answers.get(priceTogether)?.phrases[0];
  if (number?.goesWith === undefined || phrase === undefined) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown' && type !== 'question');
  const price: Command = { type: 'question', topic: 'price', text: phrase, written: text };
  return [...wished(number, number.goesWith, session.state), ...others, also, price];
}

/** "顺便说一下，我们是做酒店的" holds a word for it and wishes for nothing. */
function isWish({ wishesAlso, asks, tellsOfCompany }: Understood): boolean {
  return wishesAlso === true && asks !== true && tellsOfCompany !== true;
}

function wished({ id, aliases }: Service, licence: string, state: State): readonly Command[] {
  const note = noteOf(aliases[0] ?? id, state);
  const chosen: Command = { type: 'set', slot: 'service', value: licence, by: 'said' };
  return [...(valuesOf(state)['service'] === licence ? [] : [chosen]), ...(note ? [note] : [])];
}

/** The number that goes with a licence, where the last question was about the two. */
function numberBeside(session: Session, knowledge: Knowledge): Service | undefined {
  const [last] = lastAnswers(session).slice(-1);
  const { service, scope = 'nationwide' } = companyOf(valuesOf(session.state));
  const [wanted] = candidatesOf(knowledge, service);
  const numbers = [...knowledge.services.values()].filter(({ goesWith }) => goesWith !== undefined);
  const number = numbers.find((one) => one === wanted) ?? numbers.find((one) => one.scope === scope);
  const names = (meanings: readonly string[]): boolean =>
    last !== undefined && namesOneOf(knowledge, normalise(last.text), meanings);
  // What is wanted need not be named again.
  const isOfNumber = number === wanted || names(['n95', 'n96', 'number']);
  return isOfNumber && (wanted?.family === number?.goesWith || names(['licence', 'callcentre'])) ? number : undefined;
}
