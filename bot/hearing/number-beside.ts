import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { valueSet, type Said } from './said.ts';

/**
 * "手机也留一个 134… 微信同号" of somebody who has left a landline takes nothing back: both numbers are kept, the mobile as the one to
 * call, and the other beside it.
 */
export function numberBeside(
  commands: readonly Command[],
  { addsNumber, isWechatToo }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  const { phone: known } = valuesOf(state);
  const told = valueSet(commands, 'phone');
  const isBeside = addsNumber === true || isWechatToo === true;
  if (typeof known !== 'string' || typeof told !== 'string' || !isBeside || known === told) return commands;
  const others = commands.filter((command) => !('slot' in command && command.slot === 'phone'));
  const isFirst = mobile.test(told) && !mobile.test(known);
  const first: Command = { type: 'set', slot: 'phone', value: isFirst ? told : known, by: 'said', besides: true };
  return [...others, first, ...kept(isFirst ? known : told, state)];
}

/** Beside whatever else they may be reached by; where there is no room, not at all. */
function kept(number: string, state: State): readonly Command[] {
  const { messenger } = valuesOf(state);
  const before = typeof messenger === 'string' ? messenger.split('；') : [];
  const value = [...before.filter((one) => one !== number), number].join('；');
  return value.length > longest ? [] : [{ type: 'set', slot: 'messenger', value, by: 'said', besides: true }];
}

const mobile = /^1[3-9]\d{9}$/;
const longest = 60;
