import type { Command } from '../../flows/command.ts';
import type { SlotSpec } from '../../flows/flow.ts';
import { type Intent, isQuestion, type Understood } from './understood.ts';

/** A message beside the question that it may answer. */
export interface Answer {
  readonly understood: Understood;
  readonly text: string;
  readonly pending: string | undefined;
  readonly spec: SlotSpec | undefined;
  /** Something was offered that a "yes" accepts. */
  readonly offered: boolean;
  /** Another service is named than the one it is about. */
  readonly namesOther: boolean;
  /** No value stands in the message. */
  readonly isBare: boolean;
}

const longestText = 300;

/** Yes, no, "I do not know", words where words are asked for: what only the pending question gives a meaning to. */
export function answerTo(answer: Answer): Command[] {
  for (const reading of readings) {
    const command = reading(answer);
    if (command) return command.type === 'decline' ? [command, ...described(answer)] : [command];
  }
  return [];
}

/** "不知道叫什么，就是打电话给客户推销的": who cannot name the service has told what it is about. */
function described({ pending, text }: Answer): Command[] {
  const value = text.trim();
  const isTold = pending === 'service' && value.length >= shortestDescription;
  return isTold ? [{ type: 'set', slot: 'need', value: value.slice(0, longestText), by: 'said' }] : [];
}

const shortestDescription = 12;

/**
 * Where the need or a company is asked for, words are the answer whatever the rules read in them ("新办，想在深圳做派遣"), unless they
 * are a question, a wish, a correction or a contact. Null when they are no such answer.
 */
export function describing({ understood, text, pending, spec, isBare }: Answer): Command | null {
  if (spec?.type !== 'text' || pending === undefined || pending === 'company' || isBare) return null;
  return isDescription(understood) ? { type: 'set', slot: pending, value: text.trim().slice(0, longestText), by: 'said' } : null;
}

function isDescription({ slots, intents, corrections, whatIf }: Understood): boolean {
  return !isContact(slots) && !whatIf && corrections.length === 0 && intents.every((intent) => besideText.includes(intent));
}

function isContact({ phone, wechat, email, messenger }: Understood['slots']): boolean {
  return [phone, wechat, email, messenger].some((way) => way !== undefined);
}

const besideText: readonly Intent[] = ['apply', 'clarify', 'affirm'];

type Reading = (answer: Answer) => Command | null;

const readings: readonly Reading[] = [quoteWish, declined, plainNo, yesOrNo, freeText, numberTried];

/** "多少钱" to "shall I draw up a quote?" is a yes; "can I pay at the end?" and 年检多少钱 are none. */
function quoteWish({ understood, pending, namesOther }: Answer): Command | null {
  const { intents, wantsQuote, asksOfPaying } = understood;
  // Who haggles has not asked for one, nor has who fears for the deposit.
  const isOther = asksOfPaying === true || namesOther || intents.includes('objection') || intents.includes('trust');
  const isWish = pending === 'wants-quote' && wantsQuote === undefined && intents.includes('price') && !isOther;
  return isWish ? { type: 'set', slot: pending, value: true, by: 'said' } : null;
}

function declined(answer: Answer): Command | null {
  const { intents } = answer.understood;
  if (answer.understood.staysHere === true && !isContact(answer.understood.slots)) return stayingHere(answer);
  if (keepsContact(answer)) return { type: 'set', slot: 'consent', value: false, by: 'said' };
  if (!mayDecline(answer)) return null;
  if (intents.includes('refusal')) return { type: 'decline', reason: 'refused' };
  return intents.includes('unsure') ? { type: 'decline', reason: 'unsure' } : null;
}

/**
 * "不留电话" while something else is asked declines no answer to that, and says so though the question has come to rest; to which number to call
 * it leaves another way.
 */
function keepsContact({ understood: { withholdsContact: kept, slots }, pending }: Answer): boolean {
  return kept === true && !isContact(slots) && pending !== 'contact' && pending !== 'phone';
}

/** "在这里说就好": where a contact was asked for there is to be none; anywhere else it is only agreed to. */
function stayingHere({ pending }: Answer): Command {
  const isAsked = pending !== undefined && asksForNumber.has(pending);
  return isAsked ? { type: 'set', slot: 'consent', value: false, by: 'said' } : { type: 'small-talk', kind: 'here' };
}

function mayDecline({ understood: { intents, hasNoCompany }, pending, spec, isBare }: Answer): boolean {
  if (!isBare || spec?.type === 'yes-no' || (hasNoCompany === true && ofWork.has(pending ?? ''))) return false;
  if (intents.some((intent) => intent === 'bye' || intent === 'trust' || intent === 'abuse')) return false;
  // "我也不清楚要办哪个" sounds like "which one?", and is the answer to it.
  return spec?.type === 'choice' ? !intents.some((intent) => intent !== 'explain' && isQuestion([intent])) : !isQuestion(intents);
}

/** "还没注册公司" does not say that one does not know what is wanted, nor where one will work. */
const ofWork: ReadonlySet<string> = new Set(['service', 'scope', 'province']);

/** "没有" to "is there any shareholder from abroad?", whatever is asked besides; in a question of its own it denies nothing. */
function plainNo({ understood, pending, spec, offered, isBare }: Answer): Command | null {
  const { saysNoFirst, slots } = understood;
  const isNone = saysNoFirst === true && slots.fundingOrigin === undefined;
  const isAnswer = !offered && (isNone || (isBare && isMereNo(understood)));
  return isAnswer && pending !== undefined && spec?.no !== undefined
    ? { type: 'set', slot: pending, value: spec.no, by: 'said' }
    : null;
}

function isMereNo({ intents, givesUp, asks }: Understood): boolean {
  return intents.includes('deny') && givesUp !== true && asks !== true && !isQuestion(intents);
}

function yesOrNo(answer: Answer): Command | null {
  const { intents } = answer.understood;
  const isYesNo = answer.offered || answer.spec?.type === 'yes-no';
  if (isRefused(answer)) return { type: 'deny' };
  if (isOtherwiseSaid(answer) || !(answer.isBare || isYesNo)) return null;
  if (intents.includes('affirm')) return isYes(answer) ? { type: 'affirm' } : null;
  return isNo(answer, isYesNo) ? { type: 'deny' } : null;
}

/** "不同意你们用 13900001111 联系我": whatever stands beside it, nothing is kept without consent. */
function isRefused({ understood, pending }: Answer): boolean {
  return pending === 'consent' && understood.refusesContact === true;
}

/** "先不用报价" and "要报价" answer no other question, and "算了，打我电话吧" with the number beside it is no no. */
function isOtherwiseSaid({ understood: { slots, wantsQuote }, pending }: Answer): boolean {
  return wantsQuote !== undefined || (pending === 'consent' && isContact(slots));
}

/** "算了，直接全国" and "算了，让人打给我" give up what was planned before. */
function givesUpElse({ understood: { slots, intents }, pending }: Answer): boolean {
  if (pending !== 'consent' || intents.includes('refusal')) return false;
  return [slots.scope, slots.capital, slots.licence].some((told) => told !== undefined) || intents.includes('call-back');
}

/** The "no" of "no wait, the deal is off" takes back what was said before. */
function isNo(answer: Answer, isYesNo: boolean): boolean {
  const { intents } = answer.understood;
  if (givesUpElse(answer)) return false;
  const isDenied = intents.includes('deny') && !(isYesNo && intents.includes('correction'));
  return isDenied || (isYesNo && isReluctant(intents));
}

/** Consent is not read out of a question ("what docs 需要?"), nor out of the wish for a human, nor out of thanks or "行吧 3000万". */
function isYes(answer: Answer): boolean {
  const { understood, pending } = answer;
  const { intents, yesToValue } = understood;
  if (intents.includes('human')) return pending !== 'consent' && pending !== 'wants-quote';
  if (pending === 'wants-quote') return isYesToQuote(answer);
  // "Ok thanks" may be no more than polite.
  return pending !== 'consent' || !(isQuestion(intents) || intents.includes('thanks') || yesToValue === true);
}

/** Whoever goes on with "OK, so what can I do?" or "ok back to Sichuan" has not said yes to a quote. */
function isYesToQuote({ understood: { intents, yesToValue, endsAsking }, offered }: Answer): boolean {
  const asksOn = endsAsking === true && isQuestion(intents) && !intents.includes('price');
  return !asksOn && (offered || yesToValue !== true);
}

/** Who takes leave to think it over has not said no. */
function isReluctant(intents: readonly Intent[]): boolean {
  if (intents.includes('bye')) return false;
  return !isQuestion(intents) && (intents.includes('refusal') || intents.includes('unsure'));
}

function freeText(answer: Answer): Command | null {
  const { pending } = answer;
  const value = answer.text.trim().slice(0, longestText);
  return isTextFor(answer, value) && pending !== undefined && value !== ''
    ? { type: 'set', slot: pending, value, by: 'said' }
    : null;
}

function isTextFor({ understood, spec, pending, isBare }: Answer, value: string): boolean {
  if (spec?.type !== 'text' || !isBare || !isMereText(understood)) return false;
  if (pending === 'company' && isNoName(understood, value)) return false;
  // "What's the status?" is no time to call.
  return !understood.asks || (pending === 'need' && value.length >= shortestDescription);
}

/** 那就这样, "send me the contract template", or more than one clause. */
function isNoName(understood: Understood, value: string): boolean {
  return understood.isNoName === true || /[，。；！？][^，。；！？]/.test(value);
}

/** "哦哦" and 香港号码来的 tell nothing of what was asked. */
function isMereText({ intents, nods }: Understood): boolean {
  return nods !== true && intents.every((intent) => intent === 'apply' || intent === 'clarify');
}

const asksForNumber: ReadonlySet<string> = new Set(['contact', 'phone', 'consent']);

/** A number of the wrong length is taken for what was asked, so that the prospect is told that it is wrong. */
function numberTried({ understood: { intents }, pending, text, isBare }: Answer): Command | null {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '');
  const isTried = isBare && intents.length === 0 && asksForNumber.has(pending ?? '') && /^\+?\d{5,15}$/.test(digits);
  return isTried ? { type: 'set', slot: 'phone', value: digits, by: 'said' } : null;
}
