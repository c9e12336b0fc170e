import type { Command, SmallTalk, Topic } from '../../flows/command.ts';
import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import { aboutTalk } from './about-talk.ts';
import { companyTold } from './company-told.ts';
import { type Answer, answerTo, describing } from './answer.ts';
import { slotValues } from './slot-values.ts';
import { valuesTold } from './values-told.ts';
import { type Intent, isQuestion, type Pending, type Understood } from './understood.ts';

const smallTalk: readonly Intent[] = [
  'greet',
  'thanks',
  'bye',
  'abuse',
  'offtopic',
  'injection',
  'objection',
  'trust',
] satisfies SmallTalk[];

/** What a message means for the flows. The pending question decides what a bare answer is; a wish for a human always counts. */
export function commandsOf(
  understood: Understood,
  text: string,
  { book, state }: { book: FlowBook; state: State },
): readonly Command[] {
  const pending = state.pending?.slot;
  const spec = pending === undefined ? undefined : book.slots[pending];
  const isOffered = state.offer !== null;
  const namesOther = ofKnown(understood, { book, state }).slots.licence !== undefined;
  const answer: Answer = { understood, text, pending, spec, offered: isOffered, namesOther, isBare: isEmpty(understood) };
  const whole = asWhole(answer, state);
  if (whole) return whole;
  const answers = answerTo(answer);
  const isReply = spec?.type === 'yes-no' && answers.length > 0;
  const commands = understood.isOnlyCourteous
    ? []
    : [
        ...wishes(understood, spec, state.handed !== null),
        ...valuesTold(understood, book),
        ...whatIf(understood, book),
        ...answers,
        ...talk(besidesAnswer(ofKnown(understood, { book, state }), answers, pending), understood.askedPart ?? text, isReply),
      ];
  if (commands.length > 0) return commands;
  return [beside(understood, pending) ?? { type: 'unknown', text }];
}

/** What a message is as a whole, whatever else its words may be: a name, a description, or a word about the talk itself. */
function asWhole(answer: Answer, state: State): readonly Command[] | null {
  const described = companyTold(answer) ?? (isOfCase(answer.understood, state) ? null : describing(answer));
  return described ? [described] : aboutTalk(answer, state.handed !== null);
}

/** "先出呼叫中心的报价" of somebody who is about just that names nothing new. */
function ofKnown(understood: Understood, { book, state }: { book: FlowBook; state: State }): Understood {
  const { licence, ...others } = understood.slots;
  const known = state.slots['service'];
  if (licence === undefined || known === undefined || !('value' in known)) return understood;
  return slotValues({ licence }, book)['service'] === known.value ? { ...understood, slots: others } : understood;
}

/** What is neither told nor asked anything. */
function beside({ asks, mayAsk, isOnlyCourteous, intents, nods }: Understood, pending: string | undefined): Command | null {
  const isPut = asks === true || mayAsk === true;
  // "想办资质": the question which one is the answer.
  const isWish = pending === 'service' && intents.includes('apply') && !isPut;
  if (isOnlyCourteous || isWish) return { type: 'small-talk', kind: isOnlyThanks(intents, isPut) ? 'thanks' : 'greet' };
  // "开始办吧" to a question that is still open.
  return nods || (intents.includes('apply') && !isPut) ? { type: 'nod' } : null;
}

/** "谢谢老师" thanks, whoever is greeted with it. */
function isOnlyThanks(intents: readonly Intent[], isPut: boolean): boolean {
  return !isPut && intents.includes('thanks') && !intents.includes('greet');
}

/** "打电话推销的那种" and "全国的，1000万" of somebody who could name no service are more than words: they name one, or what the usual one turns on. */
function isOfCase({ slots, wishesAlso, appliesSelf }: Understood, state: State): boolean {
  if (appliesSelf === true) return true;
  const { service } = state.slots;
  // "另外东莞一个公司办呼叫中心" wants that as well.
  if (wishesAlso === true && slots.licence !== undefined) return true;
  const isNamed = service !== undefined && 'value' in service;
  return !isNamed && [slots.capital, slots.scope, slots.licence].some((told) => told !== undefined);
}

/** The kind of the pending question, in the words of the rules. */
export function pendingKind(state: State, book: FlowBook): Pending {
  const slot = state.pending?.slot;
  // What was read back wrong is put right in the words of the question it was read for.
  const isOffered = state.offer !== null && state.offer.type !== 'read-back';
  if (slot === undefined || isOffered) return state.offer ? 'yes-no' : 'none';
  return kinds[slot] ?? (book.slots[slot]?.type === 'yes-no' ? 'yes-no' : 'none');
}

const kinds: Readonly<Record<string, Pending>> = {
  capital: 'capital',
  funding: 'funding',
  scope: 'scope',
  province: 'province',
  contact: 'contact',
  phone: 'contact',
  wechat: 'contact',
  email: 'contact',
  consent: 'consent',
  service: 'service',
  urgency: 'urgency',
  start: 'start',
  company: 'company',
  need: 'need',
};

function isEmpty({ slots, whatIf: hypothesis, wantsQuote, papers }: Understood): boolean {
  return Object.keys(slots).length === 0 && !hypothesis && wantsQuote === undefined && !papers;
}

/** "快点 报价发来" to "shall I draw up a quote?" is a yes, and asks neither for the price nor how it can go faster. */
function isQuoteHurried({ intents, slots }: Understood, pending: string | undefined): boolean {
  const isHurry = Object.keys(slots).every((slot) => slot === 'urgency') && slots.urgency !== undefined;
  return pending === 'wants-quote' && intents.includes('price') && isHurry;
}

/** What a message asks that is no part of its answer: in "我也不知道办哪个" nothing is asked. */
function besidesAnswer(understood: Understood, answers: readonly Command[], pending: string | undefined): Understood {
  if (isQuoteHurried(understood, pending)) return withoutIntent(understood, 'price');
  // "可以在这里说吗" is answered with that one can.
  if (understood.staysHere) return withoutIntent(understood, 'requirements');
  return answers.some(({ type }) => type === 'decline') ? withoutIntent(understood, 'explain') : understood;
}

function withoutIntent(understood: Understood, left: Intent): Understood {
  return { ...understood, intents: understood.intents.filter((intent) => intent !== left) };
}

function wishes(understood: Understood, spec: SlotSpec | undefined, isHanded: boolean): Command[] {
  const has = (intent: Intent): boolean => understood.intents.includes(intent);
  const found: Command[] = [];
  if (has('human') && wantsHumanNow(understood, isHanded)) found.push({ type: 'human' });
  if (has('restart')) found.push({ type: 'restart' });
  if (has('repeat')) found.push({ type: 'repeat' });
  if (has('call-back')) found.push({ type: 'set', slot: 'wish', value: 'call-back', by: 'said' });
  if (has('erase')) found.push({ type: 'erase' });
  if (has('optout') && isFarewell(understood, spec)) found.push({ type: 'stop' });
  return found;
}

/** A wish to be called asks for a number first; the consultant comes with it. Once all is handed over, it is a wish for the consultant. */
function wantsHumanNow({ intents }: Understood, isHanded: boolean): boolean {
  return !intents.includes('bot') && (isHanded || !intents.includes('call-back'));
}

/** "谢谢，不用了" and a no to "shall I?" end nothing, and who asks or tells something wants to go on. */
function isFarewell(understood: Understood, spec: SlotSpec | undefined): boolean {
  const { intents } = understood;
  const isNo = spec?.type === 'yes-no' && intents.includes('deny');
  // "不用啦，在这里讲就得" goes on.
  return isEmpty(understood) && understood.staysHere !== true && !isNo && !intents.includes('thanks') && !isQuestion(intents);
}

function whatIf({ whatIf: hypothesis }: Understood, book: FlowBook): Command[] {
  if (!hypothesis) return [];
  const supposed = slotValues(hypothesis, book);
  return Object.keys(supposed).length > 0 ? [{ type: 'what-if', values: supposed }] : [];
}

function talk(understood: Understood, text: string, isReply: boolean): Command[] {
  // Who ticks papers off asks nothing, whatever words stand in their names.
  if (understood.papers) return [];
  const { intents } = understood;
  const kind = kindOf(intents);
  const asked = kind === 'injection' ? [] : questions(understood, text);
  if (kind === undefined || (isPolite(kind) && (asked.length > 0 || isReply || saysMore(kind, understood)))) return asked;
  const isDoubted = asked.length === 0 && isDoubt(kind, understood);
  return [...(isDoubted ? [{ type: 'question', topic: 'other', text } as const] : asked), { type: 'small-talk', kind }];
}

/** "您好，想办全国的" wants an answer to the wish, not a greeting, and "no thanks" is a no. */
function saysMore(kind: SmallTalk, understood: Understood): boolean {
  return !(isEmpty(understood) || isLeaving(kind, understood));
}

/** "谢谢，先了解下" tells that there is no hurry, and takes leave. */
function isLeaving(kind: SmallTalk, { slots }: Understood): boolean {
  return kind === 'bye' && Object.keys(slots).every((slot) => slot === 'urgency');
}

/** Whether somebody can be trusted is a question too, and may have an answer of its own; that one was cheated before is none. */
function isDoubt(kind: SmallTalk, { asks }: Understood): boolean {
  return kind === 'trust' && asks === true;
}

/** "你们是不是骗子" is a doubt and no abuse. */
function kindOf(intents: readonly Intent[]): SmallTalk | undefined {
  if (intents.includes('trust')) return 'trust';
  if (intents.includes('bye')) return 'bye';
  return intents.find((intent) => smallTalk.includes(intent)) as SmallTalk | undefined;
}

/** "行，先给我一份报价单" asks for the price, and its other words for nothing. */
function isMereQuote({ wantsQuote, slots, namesSeal }: Understood, text: string): boolean {
  // "盖章的报价单发我" wants another one than can be had here.
  return wantsQuote === true && slots.licence === undefined && namesSeal !== true && text.length <= longestQuoteWish;
}

/** In letters. */
const longestQuoteWish = 14;

function questions(understood: Understood, text: string): Command[] {
  const { intents } = understood;
  // Whether a machine is speaking is a question of its own, whatever else its words may ask.
  if (intents.includes('bot')) return [{ type: 'question', topic: 'explain', text }];
  const topics = intents.filter((intent) => isQuestion([intent])).slice(0, mostQuestions);
  return topics.map((topic) => ({
    type: 'question',
    topic: topic as Topic,
    ...(understood.namesTopic || isMereQuote(understood, text) ? unsaid(text) : asPut(text, topics.length)),
  }));
}

/**
 * "…股东为自然人，请提供办理周期、所需材料及报价": of so many things at once each is asked as such, and what the message tells beside them is
 * about none of them.
 */
function asPut(text: string, topics: number): { text: string; written?: string } {
  return topics === mostQuestions && text.length >= longTale ? unsaid(text) : { text };
}

/** The question is its topic; its words lead to no other answer. */
const unsaid = (text: string): { text: string; written: string } => ({ text: '', written: text });

/** In letters. "多少钱 多久 要什么材料" tells nothing beside. */
const longTale = 24;

const mostQuestions = 3;

function isPolite(kind: SmallTalk): boolean {
  return kind === 'greet' || kind === 'thanks' || kind === 'bye';
}
