import type { Command, Money, SlotValue, SmallTalk, Topic } from '../../flows/command.ts';
import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import type { Intent, Pending, Slots, Understood } from './understood.ts';

/** Names of what the rules read → names of the flows' slots. */
const slotNames: Readonly<Record<keyof Slots, string>> = {
  capital: 'capital',
  fundingOrigin: 'funding',
  scope: 'scope',
  province: 'province',
  licence: 'service',
  phone: 'phone',
  wechat: 'wechat',
  email: 'email',
  company: 'company',
  name: 'name',
  startDate: 'start',
  urgency: 'urgency',
};

const services: Readonly<Record<string, string>> = { code95: 'code-95', code96: 'code-96' };
const topics: readonly Intent[] = ['price', 'timeline', 'documents', 'requirements', 'process', 'explain'] satisfies Topic[];
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
  const commands = [
    ...wishes(understood.intents),
    ...values(understood, book),
    ...whatIf(understood, book),
    ...answerTo({ intents: understood.intents, pending, spec, text, offered: state.offer !== null, isBare: isEmpty(understood) }),
    ...talk(understood, text),
  ];
  return commands.length > 0 ? commands : [{ type: 'unknown', text }];
}

/** The kind of the pending question, in the words of the rules. */
export function pendingKind(state: State, book: FlowBook): Pending {
  const slot = state.pending?.slot;
  if (slot === undefined || state.offer) return state.offer ? 'yes-no' : 'none';
  return kinds[slot] ?? (book.slots[slot]?.type === 'yes-no' ? 'yes-no' : 'none');
}

/** A tapped choice: `slot=value`, or one of the words below. Null when it is neither (an old widget, a forged value). */
export function commandsOfChoice(choice: string, book: FlowBook): readonly Command[] | null {
  const word = choiceWords[choice];
  if (word) return [word];
  const at = choice.indexOf('=');
  const slot = choice.slice(0, at);
  const spec = book.slots[slot];
  if (at < 1 || !spec) return null;
  if (choice.slice(at + 1) === '?') return [{ type: 'decline', slot, reason: 'unsure' }];
  return [{ type: 'set', slot, value: valueOf(spec, choice.slice(at + 1)), by: 'chosen' }];
}

/** A choice's value as the slot's type has it. */
export function valueOf(spec: SlotSpec, text: string): SlotValue {
  if (spec.type === 'money') return money(Number(text));
  if (spec.type === 'yes-no') return text === 'true';
  return spec.type === 'number' ? Number(text) : text;
}

export function money(amount: number): Money {
  return { min: amount, max: amount, currency: 'CNY', kind: null };
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

const choiceWords: Readonly<Record<string, Command>> = {
  yes: { type: 'affirm' },
  no: { type: 'deny' },
  human: { type: 'human' },
  restart: { type: 'restart' },
};

function isEmpty({ slots, whatIf: hypothesis }: Understood): boolean {
  return Object.keys(slots).length === 0 && !hypothesis;
}

function wishes(intents: readonly Intent[]): Command[] {
  const found: Command[] = [];
  // A wish to be called asks for a number first; the consultant comes with it.
  if (intents.includes('human') && !intents.includes('call-back')) found.push({ type: 'human' });
  if (intents.includes('restart')) found.push({ type: 'restart' });
  if (intents.includes('optout')) found.push({ type: 'stop' });
  if (intents.includes('repeat')) found.push({ type: 'repeat' });
  if (intents.includes('call-back')) found.push({ type: 'set', slot: 'wish', value: 'call-back', by: 'said' });
  return found;
}

function values({ slots, corrections }: Understood, book: FlowBook): Command[] {
  const set = Object.entries(slotValues(slots, book)).map(([slot, value]): Command =>
    corrections.some((wrong) => slotNames[wrong] === slot)
      ? { type: 'correct', slot, value, by: 'said' }
      : { type: 'set', slot, value, by: 'said' },
  );
  const wrong = corrections
    .filter((name) => slots[name] === undefined)
    .map((name): Command => ({ type: 'correct', slot: slotNames[name], by: 'said' }));
  return [...set, ...wrong];
}

function whatIf({ whatIf: hypothesis }: Understood, book: FlowBook): Command[] {
  if (!hypothesis) return [];
  const supposed = slotValues(hypothesis, book);
  return Object.keys(supposed).length > 0 ? [{ type: 'what-if', values: supposed }] : [];
}

function slotValues(slots: Slots, book: FlowBook): Record<string, SlotValue> {
  const found: Record<string, SlotValue> = {};
  for (const [name, value] of Object.entries(slots) as [keyof Slots, Slots[keyof Slots]][]) {
    if (value === undefined) continue;
    if (name === 'licence') Object.assign(found, serviceValues(value as string | readonly string[], book));
    else found[slotNames[name]] = value as SlotValue;
  }
  return found;
}

/** Licences outside the catalogue are a consultant's business: what was named is kept as the need. */
function serviceValues(licence: string | readonly string[], book: FlowBook): Record<string, SlotValue> {
  const wanted = [licence].flat().map((id) => services[id] ?? id);
  const known = wanted.find((id) => book.slots['service']?.choices?.includes(id));
  return known === undefined ? { service: 'other', need: wanted.join(', ') } : { service: known };
}

/** What a message is taken for when only the pending question gives it a meaning. */
interface Answered {
  readonly intents: readonly Intent[];
  readonly pending: string | undefined;
  readonly spec: SlotSpec | undefined;
  readonly text: string;
  /** Something was offered that a "yes" accepts. */
  readonly offered: boolean;
  /** No value stands in the message. */
  readonly isBare: boolean;
}

const readings: readonly ((answered: Answered) => Command | null)[] = [quoteWish, yesOrNo, declined, freeText];

/** Yes, no, "I do not know", and words where words are asked for: the first reading that fits. */
function answerTo(answered: Answered): Command[] {
  for (const reading of readings) {
    const command = reading(answered);
    if (command) return [command];
  }
  return [];
}

function quoteWish({ intents, pending }: Answered): Command | null {
  const isWish = pending === 'wants-quote' && intents.includes('price');
  return isWish ? { type: 'set', slot: pending, value: true, by: 'said' } : null;
}

function yesOrNo({ intents, spec, offered, isBare }: Answered): Command | null {
  if (!isBare && !offered && spec?.type !== 'yes-no') return null;
  if (intents.includes('affirm')) return { type: 'affirm' };
  return intents.includes('deny') ? { type: 'deny' } : null;
}

function declined({ intents, isBare }: Answered): Command | null {
  if (!isBare || isQuestion(intents)) return null;
  if (intents.includes('refusal')) return { type: 'decline', reason: 'refused' };
  return intents.includes('unsure') ? { type: 'decline', reason: 'unsure' } : null;
}

function freeText({ intents, spec, pending, text, isBare }: Answered): Command | null {
  const value = text.trim().slice(0, 300);
  const isWanted = spec?.type === 'text' && isBare && intents.length === 0;
  return isWanted && pending !== undefined && value !== '' ? { type: 'set', slot: pending, value, by: 'said' } : null;
}

function isQuestion(intents: readonly Intent[]): boolean {
  return intents.some((intent) => topics.includes(intent));
}

function talk(understood: Understood, text: string): Command[] {
  const { intents } = understood;
  const questions = intents
    .filter((intent) => topics.includes(intent))
    .slice(0, 2)
    .map((topic): Command => ({ type: 'question', topic: topic as Topic, text }));
  // "您好,想办全国的" wants an answer to the wish, not a greeting.
  const bare = questions.length === 0 && isEmpty(understood);
  const kind = intents.find((intent) => smallTalk.includes(intent));
  const polite = kind === 'greet' || kind === 'thanks' || kind === 'bye';
  return [
    ...questions,
    ...(kind && (bare || !polite) ? [{ type: 'small-talk', kind: kind as SmallTalk } satisfies Command] : []),
  ];
}
