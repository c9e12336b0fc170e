import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';

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

/**
 * "lin_0014" right after it was said that the consultant adds whoever leaves an id, whatever is asked then, and "可以", which is a yes to
 * that; null for any other message.
 */
export function wechatTold(
  commands: readonly Command[],
  { session, knowledge, text }: { session: Session; knowledge: Knowledge; text: string },
  readAsContact: () => Understood,
): readonly Command[] | null {
  if (!commands.every(({ type }) => type === 'unknown' || type === 'affirm' || type === 'nod')) return null;
  const asked = lastAnswers(session).at(-1)?.text;
  if (!knowledge.answers.values().some(({ tells = '', phrases }) => ofWechat.has(tells) && phrases[0] === asked)) return null;
  const { wechat } = readAsContact().slots;
  if (wechat !== undefined) return [{ type: 'set', slot: 'wechat', value: wechat, by: 'said' }];
  return commands.some(({ type }) => type === 'unknown') ? null : answeredAs('leave-wechat', { commands, text, knowledge });
}

const ofWechat: ReadonlySet<string> = new Set(['our-wechat', 'leave-wechat']);
