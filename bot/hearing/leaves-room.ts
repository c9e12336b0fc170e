import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { isSurelyAsked, namesMatter, tellsOfTrouble } from '../../knowledge/questions.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { isAside } from './asides.ts';
import type { Said } from './said.ts';

/** Values in a sentence that asks, or the bare wish to apply, of which a greeting was made: they may be a question on their own. */
export function leavesRoom(commands: readonly Command[], read: Understood, said: Said): boolean {
  return isAskedOutright(read, commands) ?? mayAskMore(commands, read, said);
}

function mayAskMore(commands: readonly Command[], read: Understood, said: Said): boolean {
  const { text, knowledge } = said;
  // "可以先不说吗" asks about nothing that the firm knows.
  if (isNoQuestion(read) || (commands.every(isAside) && !namesMatter(knowledge, normalise(text)))) return false;
  const isWish = commands.length === 1 && commands[0]?.type === 'small-talk' && commands[0].kind === 'greet';
  const areValues = areOpen(commands, read);
  return isWish || (areValues && (asksOrTroubled(read, said) || asksBeside(commands, said)));
}

/** "Damn, so just Guangdong then?" of who wanted the whole country draws its conclusion, which is all there is to it. */
function asksOrTroubled(read: Understood, { text, knowledge, state }: Said): boolean {
  const { scope, province } = read.slots;
  const isNarrowed = scope === 'provincial' && province !== undefined && valuesOf(state)['scope'] === 'nationwide';
  return !(isNarrowed && read.intents.length === 0) && isAsking(read, text, knowledge);
}

/** "Add the website to the quote please" sets something too, and asks for no list of what can be added. */
function areOpen(commands: readonly Command[], { asks }: Understood): boolean {
  const isAdded = asks !== true && commands.some((command) => 'slot' in command && command.slot === 'extras');
  return !isAdded && commands.every((command) => command.type === 'set' || isAside(command));
}

/** "我也不太懂，你说要什么" asks to be told, "有没有外资我不清楚，要问一下" asks nothing; null of any other. */
function isAskedOutright({ leavesOpen, talksOf, endsAsking }: Understood, commands: readonly Command[]): boolean | null {
  if (leavesOpen === true && commands.every(({ type }) => type === 'decline')) return false;
  return talksOf === 'novice' && endsAsking === true ? true : null;
}

/** Whether a text asks, by its words or by the trouble that it tells of. */
export function isAsking({ asks, mayAsk }: Understood, text: string, knowledge: Knowledge): boolean {
  return asks === true || mayAsk === true || tellsOfTrouble(knowledge, normalise(text));
}

/** "在的吗？想问下" asks nothing yet, "多久有人打给我" is no matter of licences, and "那4月1号之前呢" is answered with whether that can be. */
function isNoQuestion({ intents, dueDate, slots, ...said }: Understood): boolean {
  // "Can someone email me? a.b@firm.cn"
  if (said.allowsContact === 'person') return true;
  const isOther = said.isOnlyCourteous ?? said.withholdsContact ?? said.staysHere ?? intents.includes('call-back');
  return isOther || (dueDate !== undefined && Object.keys(slots).length === 1);
}

/**
 * 可行性报告我们不会写 was taken for one who has no hurry, and 我们在杭州，钱分几笔付 tells where beside what it asks. What was asked for has its
 * answer, a mere no is one, and who changes what they told asks nothing.
 */
function asksBeside(commands: readonly Command[], { text, knowledge, state }: Said): boolean {
  const set = commands.filter((command) => command.type === 'set');
  // 现在在广东，资本500万, 没有外资, 股东是个人 and 帮客户问的: whoever tells these says how it is.
  if (set.some(({ slot }) => ['capital', 'funding', 'for-client', 'shareholders'].includes(slot))) return false;
  const isBeside = set.every(({ slot }) => guessedSlots.has(slot) || (slot !== state.pending?.slot && !(slot in state.slots)));
  return set.length > 0 && isBeside && isSure(text, knowledge);
}

/** What the rules make of sentences that they do not know. */
const guessedSlots: ReadonlySet<string> = new Set(['urgency', 'need']);

/** Nothing in it need ask, and yet it can hardly be anything else. */
export function isSure(text: string, knowledge: Knowledge): boolean {
  return isSurelyAsked(knowledge, normalise(text));
}

/** Names something that is asked about here, whether or not it asks. */
export function isMatter(text: string, knowledge: Knowledge): boolean {
  return namesMatter(knowledge, normalise(text)) || isSure(text, knowledge);
}
