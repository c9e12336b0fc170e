import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Understood } from '../understanding/understood.ts';
import type { Session } from '../session/session.ts';
import { lastAnswered } from './last-answered.ts';
import type { SaidInTalk } from './said.ts';
import { phraseTelling } from './telling.ts';
import { writtenTo } from './written-to.ts';

/** What is said of a contact that stands there already: 微信同号, 可以联系我, "no calls please". */
export function ofContactTold(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge, session }: SaidInTalk,
): readonly Command[] {
  const { phone } = valuesOf(state);
  const isNew = commands.some((command) => command.type === 'set' && command.slot === 'phone');
  if (read.isWechatToo === true && typeof phone === 'string' && !isNew)
    return [{ type: 'set', slot: 'wechat', value: phone, by: 'said' }];
  if (wishesOurs(read, commands, state) && !isNew) return addingUs(commands, text, knowledge);
  const written = writtenTo(commands, read, state);
  if (written) return written;
  if (isPoliteYes(read, state)) return [consent];
  if (isInvited(commands, session, knowledge)) return [...commands, consent];
  return allowing(commands, read, state);
}

/** "那我的微信 cd_test_99" to "发个微信号，顾问来加您", and an address to "您留个邮箱，我转给顾问". */
function isInvited(commands: readonly Command[], session: Session, knowledge: Knowledge): boolean {
  const isGiven = commands.some((command) => command.type === 'set' && ways.includes(command.slot));
  const isSaid = commands.some((command) => 'slot' in command && command.slot === consent.slot);
  if (!isGiven || isSaid) return false;
  return lastAnswered(session, knowledge).some(({ tells }) => tells !== undefined && inviting.has(tells));
}

function allowing(commands: readonly Command[], read: Understood, state: State): readonly Command[] {
  if (isCallWished(commands, read, state) || isPutOff(commands, state)) return [...commands, consent];
  return isAllowed(commands, read, state) ? consented(commands, read) : commands;
}

/** "加个微信吧" to the question for a contact is a yes to it. */
function wishesOurs({ wishesOurWechat, wishesWechat }: Understood, commands: readonly Command[], { pending }: State): boolean {
  const isGiven = commands.some((command) => command.type === 'set' && ways.includes(command.slot));
  return wishesOurWechat === true || (wishesWechat === true && !isGiven && !asksForWay.has(pending?.slot ?? ''));
}

/** "好的，谢谢" to whether the number that stands there may be used; to whether one would leave any it may be no more than polite. */
function isPoliteYes({ intents, slots, asks }: Understood, state: State): boolean {
  const isBare = Object.keys(slots).length === 0 && asks !== true && intents.every((intent) => polite.has(intent));
  return isBare && intents.includes('affirm') && intents.includes('thanks') && isGivenFor(state);
}

/** A contact is there, and whether it may be used was asked. */
function isGivenFor(state: State): boolean {
  const values = valuesOf(state);
  return ways.some((way) => values[way] !== undefined) && state.pending?.slot === 'consent';
}

/** "下周再联系" to whether one may: yes, then. */
function isPutOff(commands: readonly Command[], state: State): boolean {
  return isGivenFor(state) && commands.some((command) => command.type === 'small-talk' && command.kind === 'timed');
}

/** "下周二给我打电话吧" to whether the number may be used, and "请回电，138…": whoever wants to be called on it has agreed to that. */
function isCallWished(commands: readonly Command[], { refusesContact }: Understood, state: State): boolean {
  const isWished = commands.some((command) => command.type === 'set' && command.slot === 'wish');
  const isGivenNow = commands.some((command) => command.type === 'set' && command.slot === 'phone');
  return isWished && (isGivenNow || isGivenFor(state)) && refusesContact !== true;
}

function isAllowed(commands: readonly Command[], { allowsContact, refusesContact }: Understood, state: State): boolean {
  if (allowsContact === undefined || refusesContact === true) return false;
  // "打我电话186…": whoever gives it so means it to be used.
  return isGivenFor(state) || commands.some((command) => command.type === 'set' && ways.includes(command.slot));
}

/** "Have a consultant contact me at a.b@firm.cn" wants one as well. */
function consented(commands: readonly Command[], { allowsContact }: Understood): readonly Command[] {
  const others = commands.filter(({ type }) => !saysSo.has(type) || (type === 'human' && allowsContact === 'person'));
  return [...others, consent];
}

/** "电话不方便留，我加你微信吧" declines nothing: there is no WeChat to add here, and the consultant adds them. */
function addingUs(commands: readonly Command[], text: string, knowledge: Knowledge): readonly Command[] {
  const phrase = phraseTelling(knowledge, 'our-wechat');
  if (phrase === undefined) return commands;
  const others = commands.filter((command) => !saysSo.has(command.type) && !isRefusal(command) && command.type !== 'question');
  return [...others, { type: 'question', topic: 'other', text: phrase, written: text }];
}

const isRefusal = (command: Command): boolean => command.type === 'set' && command.slot === 'consent' && command.value === false;

const consent = { type: 'set', slot: 'consent', value: true, by: 'said' } as const satisfies Command;

/** What the answers tell that ask for a contact. */
const inviting: ReadonlySet<string> = new Set(['our-wechat', 'address']);
const saysSo: ReadonlySet<Command['type']> = new Set(['human', 'affirm', 'deny', 'decline', 'unknown', 'nod', 'stop']);
const polite: ReadonlySet<string> = new Set(['affirm', 'thanks']);
const asksForWay: ReadonlySet<string> = new Set(['consent', 'contact', 'phone']);
const ways: readonly string[] = ['phone', 'wechat', 'email', 'messenger'];
