import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { isAboutElse } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { phraseTelling } from './telling.ts';

export interface AroundHeld {
  readonly text: string;
  readonly state: State;
  readonly knowledge: Knowledge;
  readonly reread: (text: string) => Understood;
}

/** What is to change for who has a licence: what stands on it, the company, or the provinces. Undefined for any other message. */
export function changeHeld(read: Understood, around: AroundHeld): Understood['changes'] {
  const { changes } = read;
  return changes !== undefined && isOfHeld[changes](read, around) ? changes : undefined;
}

type IsOfHeld = (read: Understood, around: AroundHeld) => boolean;

/** "We have moved" is of a licence only where one is told of, and "地址也换了" where a change was told before. */
const isOfHeld: Readonly<Record<NonNullable<Understood['changes']>, IsOfHeld>> = {
  // 食品经营许可证变更 is none of ours.
  licence: (_, { knowledge, text }) => !isAboutElse(knowledge, normalise(text), { wanted: false }),
  company: isToldNow,
  province: (read, around) =>
    read.renewsLicence === true || valuesOf(around.state)['holds-provincial'] === true || isToldNow(read, around),
  thing: (_, { state }) => valuesOf(state)['changing'] === true,
};

function isToldNow({ tellsHeld, holdsProvincial }: Understood, around: AroundHeld): boolean {
  return tellsHeld === true || holdsProvincial === true || isToldOfHeld(around);
}

/** Somebody has told of a licence that they have, and of no other wish. */
export function isToldOfHeld({ state, reread }: AroundHeld): boolean {
  const { renewing, changing, need } = valuesOf(state);
  return renewing === true || changing === true || (typeof need === 'string' && reread(need).saysOnlyHeld === true);
}

/**
 * "We hold a licence, and our capital was reduced. Problem?" asks nothing of a new one, and "we also changed our legal representative" for no
 * paper of his. How far a licence reaches is told of a province that is to be added, whether or not it is asked.
 */
export function askedOfHeld(
  commands: readonly Command[],
  { changes, asks, renewsLicence }: Understood,
  { text, knowledge }: AroundHeld,
): readonly Command[] {
  const isProvince = changes === 'province';
  const phrase = phraseTelling(knowledge, isProvince ? 'held-province' : 'held-change');
  if (phrase === undefined) return commands;
  const others = commands.filter((command) => (renewsLicence === true && isOfRenewal(command)) || !isAsked(command));
  const question: Command = { type: 'question', topic: 'requirements', text: phrase, written: text };
  return [...others, ...(asks === true || isProvince ? [question] : [])];
}

const isAsked = ({ type }: Command): boolean => type === 'question' || type === 'unknown';
const isOfRenewal = (command: Command): boolean => command.type === 'question' && command.topic === 'process';
