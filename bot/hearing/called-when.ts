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
  const isLeaving = commands.some(isLeave);
  // "下周再联系" of somebody who has left nothing to be reached by takes leave, and no more.
  if (!time || isAnswer || (isLeaving && !isLeft(state))) return commands;
  const isTold = isLeaving || (state.handed !== null && isLeft(state));
  const others = commands.filter((command) => !isFarewell(command) && !(isTold && command.type === 'human'));
  return [...others, time, ...(mayCall(others, read, state) ? [agreed] : []), ...(isTold ? [timed] : [])];
}

const timed: Command = { type: 'small-talk', kind: 'timed' };
const isLeave = (command: Command): boolean => command.type === 'small-talk' && command.kind === 'bye';

/** "别下午打，我开会" takes no leave. */
function isFarewell(command: Command): boolean {
  return command.type === 'unknown' || command.type === 'stop' || isLeave(command);
}

function calledWhen({ callTime, intents, asks, slots }: Understood, state: State): Command | null {
  const wantsCall = intents.some((intent) => intent === 'call-back' || intent === 'human');
  // "现在能打给我吗" only asks for it politely.
  if (callTime === undefined || (asks === true && !intents.includes('call-back'))) return null;
  // "13911112222, after 4pm"
  const isGiven = slots.phone !== undefined || slots.wechat !== undefined;
  return wantsCall || isGiven || isExpected(state) ? { type: 'set', slot, value: callTime, by: 'said' } : null;
}

function isExpected(state: State): boolean {
  const isAsked = contacts.has(state.pending?.slot ?? '');
  return isAsked || state.handed !== null || valuesOf(state)['wish'] === 'call-back' || isLeft(state);
}

/** There is something to reach them by. */
function isLeft(state: State): boolean {
  const values = valuesOf(state);
  return ['phone', 'wechat', 'email'].some((way) => values[way] !== undefined);
}

/** "下午三点以后方便" to "may the consultant use it?": who says when has agreed. */
function mayCall(commands: readonly Command[], { refusesContact, refusesCalls }: Understood, state: State): boolean {
  const isSaid = commands.some((command) => 'slot' in command && command.slot === agreed.slot);
  const isAsked = state.pending?.slot === agreed.slot && isLeft(state);
  return isAsked && !isSaid && refusesContact !== true && refusesCalls !== true;
}

const agreed = { type: 'set', slot: 'consent', value: true, by: 'said' } as const;
const slot = 'call-time';
const contacts: ReadonlySet<string> = new Set(['consent', 'contact', 'phone']);
