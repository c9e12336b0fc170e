import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';

/** How somebody can be reached. */
const contacts = ['phone', 'wechat', 'email'];

/**
 * "张三丰", "Jane" right behind a number or an address is who that belongs to, whatever is asked then. `readAsContact` reads the message as
 * an answer to the question for a contact. Null for any other message.
 */
export function nameTold(state: State, readAsContact: () => Understood): readonly Command[] | null {
  const values = valuesOf(state);
  if ('name' in values || !contacts.some((slot) => slot in values)) return null;
  const { slots, intents } = readAsContact();
  const { name, ...others } = slots;
  if (name === undefined || intents.length > 0 || Object.keys(others).length > 0) return null;
  return [{ type: 'set', slot: 'name', value: name, by: 'said' }];
}
