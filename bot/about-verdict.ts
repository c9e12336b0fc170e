import type { Command } from '../flows/command.ts';
import type { State } from '../flows/state.ts';
import { answerFor } from '../knowledge/answers.ts';
import { eligibility } from '../knowledge/eligibility.ts';
import type { Knowledge } from '../knowledge/schemas.ts';
import { companyOf } from './company.ts';
import { type FollowUp, isLonger } from './follow-up.ts';
import { normalise } from './understanding/normalise.ts';
import type { Understood } from './understanding/understood.ts';
import { valuesOf } from './values.ts';

/** Longer sentences ask something of their own. */
const longest = { zh: 16, en: 40 };

interface Around {
  readonly commands: readonly Command[];
  readonly state: State;
  readonly knowledge: Knowledge;
}

/** "那就是不行了？" and "why not" after a verdict that is no plain yes, whatever else they might be read as. Null for any other message. */
export function aboutVerdict(text: string, { asks }: Understood, { commands, state, knowledge }: Around): FollowUp | null {
  if (state.said['verdict'] === undefined || !mayDoubt(commands, asks === true) || isLonger(text, longest)) return null;
  const company = companyOf(valuesOf(state));
  if (eligibility(knowledge, company).status === 'eligible') return null;
  const topic = 'requirements';
  const found = answerFor(knowledge, { topic, text: normalise(text), language: 'zh-Hans', company });
  return knowledge.answers.get(found?.id ?? '')?.tells === 'verdict' ? { topic, text } : null;
}

/** Whoever says no, or shows that they mind, may do so for the verdict; but a bare "no" is one to the question that is open. */
function mayDoubt(commands: readonly Command[], asks: boolean): boolean {
  const isOpen = asks || commands.some(({ type }) => type === 'unknown' || type === 'question');
  return isOpen && commands.every(({ type }) => doubts.has(type));
}

const doubts: ReadonlySet<Command['type']> = new Set(['unknown', 'deny', 'affirm', 'decline', 'question', 'small-talk']);
