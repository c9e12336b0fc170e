import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "No calls please" and "email only" refuse no contact: they tell the consultant how to go about it, and the second agrees to be written to.
 * Null for any other message.
 */
export function writtenTo(commands: readonly Command[], read: Understood, state: State): readonly Command[] | null {
  const { refusesCalls } = read;
  const asks = refusesCalls === 'email' && commands.some(({ type }) => type === 'question');
  if (refusesCalls === undefined || asks) return null;
  const told = { commands, read, state };
  if (keepsAll(told)) return commands;
  return [
    ...commands.filter((command) => isApart(command, state)),
    { type: 'set', slot: 'in-writing', value: true, by: 'said' },
    ...agreed(told),
    ...calledOff(state),
  ];
}

interface Told {
  readonly commands: readonly Command[];
  readonly read: Understood;
  readonly state: State;
}

/** "No phone please" once more, to the question for anything else, gives none, nor does "别打电话，在这里说". */
function keepsAll({ commands, read, state }: Told): boolean {
  const { phone, 'in-writing': isTold } = valuesOf(state);
  const isKept = read.refusesCalls === true && (isTold === true || read.staysHere === true);
  return isKept && asksForWay.has(state.pending?.slot ?? '') && phone === undefined && !hasWritten(commands, state);
}

/** "Email only" and "yes, but don't call me" to whether the address may be used. */
function agreed({ commands, read, state }: Told): readonly Command[] {
  if (read.refusesCalls === 'email') return read.refusesContact === true ? [] : [consent];
  if (state.pending?.slot !== 'consent') return [];
  if (hasWritten(commands, state)) return read.intents.includes('affirm') ? [consent] : [];
  return valuesOf(state)['phone'] === undefined ? [] : [refused];
}

function hasWritten(commands: readonly Command[], state: State): boolean {
  const values = valuesOf(state);
  const isGiven = commands.some((command) => command.type === 'set' && written.includes(command.slot));
  return isGiven || written.some((way) => values[way] !== undefined);
}

/** Who asked to be called, and when, takes that back. */
function calledOff(state: State): readonly Command[] {
  const { wish, 'call-time': time } = valuesOf(state);
  if (wish === undefined) return [{ type: 'small-talk', kind: 'no-calls' }];
  const taken = time === undefined ? ['wish'] : ['wish', 'call-time'];
  return taken.map((slot) => ({ type: 'correct', slot, by: 'said' }));
}

/** "Sure, but no calls" to the offer of a quote is a yes to that all the same. */
function isApart(command: Command, { pending }: State): boolean {
  if (command.type === 'affirm') return pending?.slot === 'wants-quote';
  return !saysSo.has(command.type) && !isOfCall(command);
}

const isOfCall = (command: Command): boolean =>
  (command.type === 'set' || command.type === 'correct') && ofCall.has(command.slot);

const consent = { type: 'set', slot: 'consent', value: true, by: 'said' } as const satisfies Command;

/** Asked whether the number that was left may be used: there is nothing else to reach them by. */
const refused: Command = { type: 'set', slot: 'consent', value: false, by: 'said' };

const saysSo: ReadonlySet<Command['type']> = new Set(['human', 'deny', 'decline', 'unknown', 'nod', 'stop']);
/** "No phone, email instead" refuses no consent and puts nothing right. */
const ofCall: ReadonlySet<string> = new Set(['wish', 'call-time', 'consent']);
const asksForWay: ReadonlySet<string> = new Set(['consent', 'contact', 'phone']);
const written: readonly string[] = ['wechat', 'email', 'messenger'];
