import type { Command, SlotValue } from '../../flows/command.ts';
import { isSame } from '../../flows/slot-value.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { type Company, isFromAbroad } from '../../knowledge/company.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { namesMatter } from '../../knowledge/questions.ts';
import { saysNothingBut } from '../../knowledge/says-only.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { companyOf, placedIn } from '../company.ts';
import { type FollowUp, isLonger } from './follow-up.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { phraseTelling } from './telling.ts';

/** Longer sentences ask something of their own. */
const longest = { zh: 16, en: 40 };

interface Around {
  readonly commands: readonly Command[];
  readonly state: State;
  readonly knowledge: Knowledge;
}

/**
 * "那就是不行了？" and "why not" after a verdict that is no plain yes, whatever else they might be read as, and "能办全国吗" after any verdict. Null
 * for any other message.
 */
export function aboutVerdict(text: string, read: Understood, around: Around): FollowUp | null {
  const { commands, state, knowledge } = around;
  if (isLonger(text, longest)) return null;
  if (read.asksWhether === true && isOfKnown(commands, state)) return whetherAsked({ state, knowledge });
  // "行，那就这样" minds nothing.
  const isSettled = read.staysHere === true || read.takesIt === true;
  return isSettled || !mayDoubt(commands, read.asks === true) ? null : doubted(text, read, around);
}

function doubted(text: string, { asksWhy }: Understood, { commands, state, knowledge }: Around): FollowUp | null {
  const values = valuesOf(state);
  const company = placedIn(companyOf(values), values);
  // Who has told of a shareholder from abroad has heard that nothing is known of that, and asks before the verdict.
  const isTold = state.said['verdict'] !== undefined || isFromAbroad(company);
  const { status } = eligibility(knowledge, company);
  // Too little capital is too little whatever else is still to be told.
  const isOpen = status === 'not-yet' || (isTold && status !== 'eligible');
  if (isOpen && asksWhy === true) return whyNot(knowledge);
  return isOpen ? doubtIn(text, { commands, company, knowledge }) : null;
}

/** "500万能办全国吗" of somebody whose case is clear: the verdict is the answer, and not the conditions. */
function whetherAsked({ state, knowledge }: Omit<Around, 'commands'>): FollowUp | null {
  const { status } = eligibility(knowledge, companyOf(valuesOf(state)));
  if (status === 'not-yet') return whyNot(knowledge);
  const [possible] = knowledge.ways.same['possible'] ?? [];
  return status === 'eligible' && possible !== undefined ? { topic: 'requirements', text: possible } : null;
}

/** Nothing but what is known already stands beside the question. */
function isOfKnown(commands: readonly Command[], state: State): boolean {
  const known = valuesOf(state);
  const isSaid = (command: Command): boolean =>
    command.type === 'set' && known[command.slot] !== undefined && isSame(known[command.slot] as SlotValue, command.value);
  const others = commands.filter((command) => !isSaid(command));
  return others.every(({ type }) => type === 'question' || type === 'unknown');
}

function doubtIn(
  text: string,
  { commands, company, knowledge }: Pick<Around, 'commands' | 'knowledge'> & { readonly company: Company },
): FollowUp | null {
  const asked = normalise(text);
  const topic = 'requirements';
  const found = knowledge.answers.get(answerFor(knowledge, { topic, text: asked, language: 'zh-Hans', company })?.id ?? '');
  if (found?.tells === 'verdict') return { topic, text };
  return (asksWhatNow(commands) && !namesMatter(knowledge, asked)) || saysNothingBut(knowledge, asked, ['what-now'])
    ? whyNot(knowledge)
    : null;
}

/** "那怎么办": what can be done about it is told with why it is so. */
function asksWhatNow(commands: readonly Command[]): boolean {
  return commands.some((command) => command.type === 'question' && command.topic === 'process');
}

/** Why it is no plain yes, and what can be done. */
export function whyNot(knowledge: Knowledge): FollowUp | null {
  const phrase = phraseTelling(knowledge, 'verdict');
  return phrase === undefined ? null : { topic: 'requirements', text: phrase };
}

/** Whoever says no, or shows that they mind, may do so for the verdict; but a bare "no" is one to the question that is open. */
function mayDoubt(commands: readonly Command[], asks: boolean): boolean {
  const isOpen = asks || commands.some(({ type }) => type === 'unknown' || type === 'question');
  return isOpen && commands.every(({ type }) => doubts.has(type));
}

const doubts: ReadonlySet<Command['type']> = new Set(['unknown', 'deny', 'affirm', 'decline', 'question', 'small-talk']);
