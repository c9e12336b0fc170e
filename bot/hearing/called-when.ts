import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';

/**
 * "After 3 pm please" of somebody who wants to be called, or is asked for a number, tells when: it is kept, though that question comes
 * later.
 */
export function withCallTime(commands: readonly Command[], read: Understood, { state }: Pick<Said, 'state'>): readonly Command[] {
  const time = calledWhen(read, state);
  // Asked for it, who says no more than that has told it in their own words.
  const isAnswer = commands.some((command) => 'slot' in command && command.slot === slot);
  if (!time || isAnswer) return commands;
  return [...commands.filter((command) => !isFarewell(command)), time];
}

/** "别下午打，我开会" takes no leave. */
function isFarewell(command: Command): boolean {
  return command.type === 'unknown' || command.type === 'stop' || (command.type === 'small-talk' && command.kind === 'bye');
}

function calledWhen({ callTime, intents, asks, slots }: Understood, state: State): Command | null {
  if (callTime === undefined || asks === true) return null;
  const wantsCall = intents.some((intent) => intent === 'call-back' || intent === 'human');
  // "13911112222, after 4pm"
  const isGiven = slots.phone !== undefined || slots.wechat !== undefined;
  return wantsCall || isGiven || isExpected(state) ? { type: 'set', slot, value: callTime, by: 'said' } : null;
}

function isExpected(state: State): boolean {
  const isAsked = contacts.has(state.pending?.slot ?? '');
  const values = valuesOf(state);
  const isLeft = ['phone', 'wechat', 'email'].some((way) => values[way] !== undefined);
  return isAsked || state.handed !== null || values['wish'] === 'call-back' || isLeft;
}

const slot = 'call-time';
const contacts: ReadonlySet<string> = new Set(['consent', 'contact', 'phone']);
