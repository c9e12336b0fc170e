import { valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { namesOneOf } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Said, Step } from './said.ts';

/** "先办哪个" of somebody who wants a number besides the licence is asked of these two, and not of one province and the whole country. */
export const whichFirst: Step = (commands, { asksFirst }, said) => {
  const phrase = said.knowledge.answers.get(firstOfBoth)?.phrases[0];
  if (asksFirst !== true || phrase === undefined || !isBesideNumber(said)) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown' && type !== 'question');
  return [...others, { type: 'question', topic: 'process', text: phrase, written: said.text }];
};

const firstOfBoth = 'code-needs-licence';

function isBesideNumber({ state, knowledge }: Said): boolean {
  const { service, need } = valuesOf(state);
  const isNumber = typeof service === 'string' && candidatesOf(knowledge, service)[0]?.goesWith !== undefined;
  return isNumber || (typeof need === 'string' && namesOneOf(knowledge, normalise(need), ['n95', 'n96', 'number']));
}
