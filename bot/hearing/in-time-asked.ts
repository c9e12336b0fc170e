import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { namesOneOf } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { type Said, valueSet } from './said.ts';

/**
 * "Can I get the licence by end of June?", "Is it possible in two months?": whether that can be is asked, and not what it takes. The day is
 * kept as the one by which it is wanted.
 */
export function inTimeAsked(
  commands: readonly Command[],
  { asks, dueDate, within }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const day = dueDate ?? within;
  if (day === undefined || asks !== true || !commands.every(isOfIt)) return commands;
  // A day that was named before was answered.
  if (day === valuesOf(state)['target'] || namesOneOf(knowledge, normalise(text), ofItsOwn)) return commands;
  // "国庆前呢": the day alone is answered with whether it can be met.
  if (commands.every((command) => command.type === 'set' && command.slot === 'target')) return commands;
  const told = commands.filter((command) => command.type === 'set' && command.slot !== 'urgency');
  const isSet = told.some((command) => command.type === 'set' && command.slot === 'target');
  const wanted: readonly Command[] = isSet ? [] : [{ type: 'set', slot: 'target', value: day, by: 'said' }];
  return [...told, ...wanted, { type: 'question', topic: 'timeline', text: '' }];
}

/** "急 下个月就要用", "we need it within a month": the day is kept, and whether it can be met is told. */
export function neededBy(
  commands: readonly Command[],
  { asks, dueDate, within }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  const day = dueDate ?? within;
  const { target } = valuesOf(state);
  const isWish = asks !== true && soonest.has(valueSet(commands, 'urgency'));
  if (day === undefined || !isWish || day === target || valueSet(commands, 'target') !== undefined) return commands;
  return [...commands, { type: 'set', slot: 'target', value: day, by: 'said' }];
}

const soonest: ReadonlySet<unknown> = new Set(['asap', 'soon']);

/** "加急一个月能下来不" asks what can be done about it, and "can the capital be paid within 2 months?" of the capital. */
const ofItsOwn = [
  'faster',
  'capital',
  'subscribed',
  'paid-in',
  'insurance',
  'employee',
  'pay',
  'instalments',
  'premises',
  'refund',
];

/** What the licence is to be, or whether it may be. */
function isOfIt(command: Command): boolean {
  if (command.type === 'set') return ofLicence.has(command.slot);
  return command.type === 'question' ? ofWhether.has(command.topic) : passing.has(command.type);
}

const ofLicence: ReadonlySet<string> = new Set(['service', 'scope', 'province', 'capital', 'funding', 'urgency', 'target']);
const ofWhether: ReadonlySet<string> = new Set(['requirements', 'timeline', 'other']);
const passing: ReadonlySet<Command['type']> = new Set(['unknown', 'nod', 'affirm']);
