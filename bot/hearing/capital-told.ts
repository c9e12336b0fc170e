import type { Command, Money, SlotValue } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { companyOf, isMoney } from '../company.ts';
import type { Understood } from '../understanding/understood.ts';
import { whyNot } from './about-verdict.ts';
import { type FollowUp, questionOf } from './follow-up.ts';
import type { Said } from './said.ts';

/** What is told of the capital of somebody who has told of it before. */
export function capitalAgain(
  commands: readonly Command[],
  { plansCapital, capitalFrom, decidesRaise }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const { capital: known } = valuesOf(state);
  if (!isMoney(known)) return commands;
  const heard = commands.flatMap((command): readonly Command[] => {
    const told = capitalIn(command);
    if (told === null || told.currency !== known.currency) return [command];
    if (isHeld(known, told)) return [];
    // "It will be 10 million by June" is not what it is.
    const supposed = { capital: told, ...(capitalFrom !== undefined && { start: capitalFrom }) };
    const isPlanned = plansCapital === true && (decidesRaise !== true || capitalFrom !== undefined);
    return isPlanned && isMore(told, known) ? [{ type: 'what-if', values: supposed }] : [command];
  });
  // The days are counted from then in the comparison.
  const isDated = capitalFrom !== undefined && heard.some(({ type }) => type === 'what-if');
  if (isDated) return heard.filter((command) => command.type !== 'question' || command.topic !== 'timeline');
  return heard.length > 0 ? heard : [stillShort(text, { state, knowledge })];
}

/** "注册资本500万行吗": the verdict tells, and where it has to wait for more, that it is too little. */
export function whetherEnough(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const { asksEnough, slots } = read;
  const [capital] = commands.flatMap((command) => capitalIn(command) ?? []);
  const again = enoughAgain(commands, read, { state, knowledge });
  if (again) return [questionOf(again, text)];
  if (asksEnough !== true || capital === undefined || Object.keys(slots).length > 1) return commands;
  const company = { ...companyOf(valuesOf(state)), capital };
  const { status } = eligibility(knowledge, company);
  if (status !== 'not-yet' && status !== 'eligible') return commands;
  const told = commands.filter(({ type }) => type !== 'question');
  const why = company.funding === undefined ? whyNot(knowledge) : null;
  return why ? [...told, questionOf(why, text)] : told;
}

/** "Is 100k ok?" of somebody who has told that it is so much. */
function enoughAgain(
  commands: readonly Command[],
  { amountAsked, slots }: Understood,
  { state, knowledge }: Omit<Said, 'text'>,
): FollowUp | null {
  const { capital } = valuesOf(state);
  const isTold = isMoney(capital) && amountAsked !== undefined && capital.max === amountAsked;
  const isBare = Object.keys(slots).length === 0 && commands.every(({ type }) => type === 'question' || type === 'unknown');
  const isOpen = companyOf(valuesOf(state)).scope === undefined;
  const phrase = isOpen ? knowledge.answers.get('capital-required')?.phrases[0] : knowledge.ways.same['possible']?.[0];
  return isTold && isBare && phrase !== undefined ? { topic: 'requirements', text: phrase } : null;
}

/** "10 million is too much for us": what can be done about it. */
function stillShort(text: string, { state, knowledge }: Omit<Said, 'text'>): Command {
  const isShort = eligibility(knowledge, companyOf(valuesOf(state))).status === 'not-yet';
  const why = isShort ? whyNot(knowledge) : null;
  return why === null ? { type: 'nod' } : questionOf(why, text);
}

function capitalIn(command: Command): Money | null {
  const value: SlotValue | undefined =
    'slot' in command && command.slot === 'capital' && 'value' in command ? command.value : undefined;
  return isMoney(value) ? value : null;
}

/** "We don't have 10 million" of somebody who has told of 2 tells nothing new. */
function isHeld({ max }: Money, told: Money): boolean {
  return told.below === true && told.min === null && max !== null && told.max !== null && max < told.max;
}

function isMore({ min }: Money, { max }: Money): boolean {
  return min !== null && max !== null && min > max;
}
