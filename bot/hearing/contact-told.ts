import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { noteOf } from './statement.ts';

/** What is said of a contact that stands there already: 微信同号, 可以联系我, "no calls please". */
export function ofContactTold(
  commands: readonly Command[],
  read: Understood,
  { text, state }: { text: string; state: State },
): readonly Command[] {
  const values = valuesOf(state);
  const { phone } = values;
  if (read.isWechatToo === true && typeof phone === 'string') return [{ type: 'set', slot: 'wechat', value: phone, by: 'said' }];
  if (ways.every((way) => values[way] === undefined)) return commands;
  if (read.allowsContact === true && state.pending?.slot === 'consent') return consented(commands);
  // Not to be called is no refusal of the address that was given: it tells the consultant how to go about it.
  return read.refusesCalls === true ? withoutCalls(commands, text, state) : commands;
}

function consented(commands: readonly Command[]): readonly Command[] {
  const others = commands.filter(({ type }) => !saysSo.has(type));
  return [...others, { type: 'set', slot: 'consent', value: true, by: 'said' }];
}

function withoutCalls(commands: readonly Command[], text: string, state: State): readonly Command[] {
  const others = commands.filter((command) => !saysSo.has(command.type) && !isWishToBeCalled(command));
  const said = text.trim();
  if (valuesOf(state)['call-time'] === undefined && said.length <= longest)
    return [...others, { type: 'set', slot: 'call-time', value: said, by: 'said' }];
  const note = noteOf(said, state);
  return note ? [...others, note] : others;
}

const isWishToBeCalled = (command: Command): boolean => command.type === 'set' && command.slot === 'wish';

const saysSo: ReadonlySet<Command['type']> = new Set(['human', 'affirm', 'deny', 'decline', 'unknown', 'nod']);
const ways = ['phone', 'wechat', 'email'] as const;
const longest = 60;
