import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { withTail } from '../understanding/phone-tail.ts';
import type { Understood } from '../understanding/understood.ts';

/** "打错了，尾号是7777" of somebody whose number is known. Null for any other message. */
export function phonePutRight({ phoneTail, slots }: Understood, state: State): readonly Command[] | null {
  const { phone } = valuesOf(state);
  if (phoneTail === undefined || slots.phone !== undefined || typeof phone !== 'string') return null;
  return [{ type: 'correct', slot: 'phone', value: withTail(phone, { digits: phoneTail }), by: 'said' }];
}
