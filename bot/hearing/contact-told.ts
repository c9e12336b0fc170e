import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Understood } from '../understanding/understood.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import type { SaidInTalk } from './said.ts';
import { noteOf } from './statement.ts';
import { phraseTelling } from './telling.ts';

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
  if (read.refusesCalls === true) return withoutCalls(commands, text, state);
  if (isPoliteYes(read, state)) return [consent];
  if (isInvited(commands, session, knowledge)) return [...commands, consent];
  return allowing(commands, read, state);
}

/** "那我的微信 cd_test_99" to "发个微信号，顾问来加您". */
function isInvited(commands: readonly Command[], session: Session, { answers }: Knowledge): boolean {
  const isGiven = commands.some((command) => command.type === 'set' && ways.includes(command.slot));
  const isSaid = commands.some((command) => 'slot' in command && command.slot === consent.slot);
  if (!isGiven || isSaid) return false;
  const invitations = [...answers.values()].filter(({ tells }) => tells === 'our-wechat').flatMap(({ phrases }) => phrases);
  return lastAnswers(session).some(({ text }) => invitations.includes(text));
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

/** Not to be called is no refusal of the address that was given: it tells the consultant how to go about it. */
function withoutCalls(commands: readonly Command[], text: string, state: State): readonly Command[] {
  const { phone, wechat, email, messenger } = valuesOf(state);
  const { slot } = state.pending ?? {};
  const isElse = [wechat, email, messenger].some((way) => way !== undefined);
  // "No phone please" to the question for a contact gives none.
  if (asksForWay.has(slot ?? '') && !isElse && phone === undefined) return commands;
  const others = commands.filter((command) => !saysSo.has(command.type) && !isOfCall(command));
  return [...others, ...noted(text, state), ...(slot === 'consent' && !isElse ? [refused] : calledOff(state))];
}

function noted(text: string, state: State): readonly Command[] {
  const note = noteOf(text.trim(), state);
  return note ? [note] : [];
}

/** Who asked to be called, and when, takes that back. */
function calledOff(state: State): readonly Command[] {
  const { wish, 'call-time': time } = valuesOf(state);
  if (wish === undefined) return [{ type: 'small-talk', kind: 'no-calls' }];
  const taken = time === undefined ? ['wish'] : ['wish', 'call-time'];
  return taken.map((slot) => ({ type: 'correct', slot, by: 'said' }));
}

const consent = { type: 'set', slot: 'consent', value: true, by: 'said' } as const satisfies Command;

/** Asked whether the number that was left may be used: there is nothing else to reach them by. */
const refused: Command = { type: 'set', slot: 'consent', value: false, by: 'said' };

const isOfCall = (command: Command): boolean =>
  command.type === 'set' && (command.slot === 'wish' || command.slot === 'call-time');

const saysSo: ReadonlySet<Command['type']> = new Set(['human', 'affirm', 'deny', 'decline', 'unknown', 'nod', 'stop']);
const polite: ReadonlySet<string> = new Set(['affirm', 'thanks']);
const asksForWay: ReadonlySet<string> = new Set(['consent', 'contact', 'phone']);
const ways: readonly string[] = ['phone', 'wechat', 'email', 'messenger'];
