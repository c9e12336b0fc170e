import type { Command } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';

/** "账号怎么开" holds a 开 that may be a yes: beside a question that the firm can answer it is none. */
export function isAside(command: Command): boolean {
  return isCourtesy(command) || command.type === 'decline' || (command.type === 'small-talk' && command.kind === 'offtopic');
}

/** A sentence of which only the "hello" or a "yes" was understood, with a question open that wants more than that. */
export function passesBy(commands: readonly Command[], text: string, { book, state }: { book: FlowBook; state: State }): boolean {
  const { pending, offer } = state;
  if (pending === null || offer !== null || book.slots[pending.slot]?.type === 'yes-no') return false;
  return isLong(text) && commands.every(isCourtesy);
}

/** "OK, but what about data that leaves the country?" with nothing open asks, whether or not anything is known of that. */
export function asksOn(
  commands: readonly Command[],
  { read, text, state }: { read: Understood; text: string; state: State },
): boolean {
  const isFree = state.pending === null && state.offer === null;
  return read.asks === true && isFree && isLong(text) && commands.every(isCourtesy);
}

function isCourtesy(command: Command): boolean {
  if (command.type === 'small-talk') return command.kind === 'greet' || command.kind === 'thanks';
  return command.type === 'affirm' || command.type === 'deny';
}

/** More than a few words. */
function isLong(text: string): boolean {
  return (text.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []).length > 8;
}

/** "我们帮几家酒店接预订电话" names a trade that is not ours, and wants what is. */
export function withoutChatter(commands: readonly Command[]): readonly Command[] {
  const isOurs = commands.some((command) => command.type === 'set' && command.slot === 'service');
  return isOurs ? commands.filter((command) => command.type !== 'small-talk' || command.kind !== 'offtopic') : commands;
}
