import { correctable, correctedSlots, correctionIn, isCompanyWrong, mistakenIn, statedAnew } from './corrections.ts';
import { capitalIn } from './capital.ts';
import { datesOfCapital } from './capital-told.ts';
import { dueIn } from './date.ts';
import { factsIn, type About } from './facts.ts';
import { grammar } from './grammar.ts';
import { capitalTold, intentsIn, staying, withoutName } from './intents.ts';
import { leftOver, manner } from './manner.ts';
import { without } from './masking.ts';
import { nameAnewIn } from './name.ts';
import { normalise, plain } from './normalise.ts';
import { noughtPutRight } from './nought.ts';
import { personIn, type Message } from './person.ts';
import { tailTold, withoutTail } from './phone-tail.ts';
import { topicOf } from './question.ts';
import { servicesIn } from './service.ts';
import { type QuoteWish, quoteWishIn } from './quote-wish.ts';
import type { Utterance, Intent, Pending, Slots, Understood } from './understood.ts';
import { type GoesOn, okThenGoesOn } from './yes-beside.ts';
import { unhurried } from './urgency.ts';
import type { Vocabulary } from './vocabulary.ts';
import { asserted, hypothesesIn, laterThan, outside } from './what-if.ts';

/** Reads one message by rules. Pure; what is not stated stays absent. */
export function understand(utterance: Utterance, everything: Vocabulary): Understood {
  const written = plain(utterance.text);
  const text = normalise(written);
  const vocabulary = everything.narrowedTo(text);
  const message: Message = { written, text, pending: utterance.pending, isCompanyWrong: isCompanyWrong(text, vocabulary) };
  const person = personIn(message, vocabulary);
  const supposed = hypothesesIn(person.rest, vocabulary).filter(
    ({ start, end }) => !isWishedBy(person.rest.slice(start, end), utterance, vocabulary),
  );
  const turn = outside(supposed, correctionIn(message.text, vocabulary));
  const quote = quoteWishIn(person.rest, vocabulary);
  const certain = without(person.rest, [
    ...supposed,
    ...laterThan(supposed, person.rest, vocabulary),
    ...(quote?.words ?? []),
    ...mistakenIn(person.rest, vocabulary),
    ...datesOfCapital(person.rest, utterance.today, vocabulary),
  ]);
  const facts = factsIn(certain, utterance, vocabulary);
  const whatIf = supposedSlots(person.rest, supposed, { about: utterance, vocabulary });
  // Who declines a quote does not ask for the price.
  const goesOn = okThenGoesOn(person.rest, utterance.pending, vocabulary);
  const wanted = withoutYes(intentsIn(quote?.wanted === false ? certain : person.rest, vocabulary), goesOn);
  const named = withoutName(wanted, { said: person.rest, pending: utterance.pending }, vocabulary);
  const told = { ...person.slots, ...(supposed.length > 0 && licenceIn(person.rest, vocabulary)), ...facts };
  const slots = unhurried(told, named);
  const sure = capitalTold(named, { said: person.rest, slots }, vocabulary);
  const stays = staying(sure, { said: person.rest, tells: tells(quote, slots) }, vocabulary);
  const intents = quote ? stays : asked(stays, { certain, slots }, vocabulary);
  const besides = {
    ...(quote && { wantsQuote: quote.wanted }),
    ...tailTold(person.tail),
    ...person.invitation,
    ...manner({ said: person.rest, certain, slots, whatIf }, utterance, vocabulary),
    ...leftOver(person.rest, { slots, intents }, vocabulary),
    ...toldOn(goesOn),
  };
  if (Object.keys(whatIf).length > 0) return { slots, intents: [...intents, 'what-if'], corrections: [], whatIf, ...besides };
  const heard = { slots, intents, corrections: [], ...besides };
  return turn ? corrected(heard, { message: withoutTail(message, person.tail), turn, about: utterance }, vocabulary) : heard;
}

const withoutYes = (named: Intent[], goesOn: GoesOn): Intent[] =>
  goesOn === null ? named : named.filter((one) => one !== 'affirm');
const toldOn = (goesOn: GoesOn): Pick<Understood, 'tellsOfCompany' | 'asks'> =>
  goesOn === null ? {} : goesOn === 'tells' ? { tellsOfCompany: true } : { asks: true };

function tells(quote: QuoteWish | null, slots: Slots): boolean {
  return quote !== null || Object.keys(slots).length > 0;
}

/** "When must I start if I need it by September?" supposes nothing: the day is wanted. */
function isWishedBy(clause: string, { today }: Utterance, vocabulary: Vocabulary): boolean {
  return dueIn(asserted(clause, vocabulary), today, vocabulary) !== null;
}

/** "办ICP的话网站要备案吗" supposes no other licence: it names the one that it is about. */
function licenceIn(text: string, vocabulary: Vocabulary): Pick<Slots, 'licence'> {
  const [licence, ...others] = servicesIn(text, vocabulary);
  return licence === undefined || others.length > 0 ? {} : { licence };
}

/** The topic of a question that no intent is known by. */
function asked(named: Intent[], { certain, slots }: { certain: string; slots: Slots }, vocabulary: Vocabulary): Intent[] {
  if (named.some((intent) => !besideQuestions.has(intent))) return named;
  const topic = topicOf(certain, Object.keys(slots).length > 0, vocabulary);
  return topic ? [...named, topic] : named;
}

/** What a message may be besides a question; any other intent says what is asked for. */
const besideQuestions: ReadonlySet<Intent> = new Set(['greet', 'thanks', 'affirm', 'deny', 'apply', 'erase']);

function supposedSlots(
  text: string,
  clauses: readonly { start: number; end: number }[],
  { about, vocabulary }: { about: About; vocabulary: Vocabulary },
): Slots {
  const all: Slots = {};
  for (const { start, end } of clauses) {
    const { capital, fundingOrigin, scope, province, startDate } = factsIn(
      asserted(text.slice(start, end), vocabulary),
      about,
      vocabulary,
    );
    Object.assign(
      all,
      capital && { capital },
      fundingOrigin && { fundingOrigin },
      scope && { scope },
      province && { province },
      startDate && { startDate },
    );
  }
  return all;
}

interface Correcting {
  readonly message: Message;
  readonly turn: { at: number; sure: boolean };
  readonly about: About;
}

/** What is said after the turn takes the place of what was said before it. */
function corrected(heard: Understood, { message, turn, about }: Correcting, vocabulary: Vocabulary): Understood {
  const { pending } = about;
  const end = turn.at + (vocabulary.expression(addition).exec(message.text.slice(turn.at))?.index ?? message.text.length);
  const rest = { ...message, text: message.text.slice(turn.at, end), written: message.written.slice(turn.at, end) };
  const person = personIn(rest, vocabulary);
  const told = without(person.rest, mistakenIn(person.rest, vocabulary));
  const resized = resizedCapital(heard.slots, { message, turn }, vocabulary);
  const facts = { ...person.slots, ...factsIn(told, about, vocabulary), ...resized };
  const stated = Object.keys(facts).length > 0 || !turn.sure ? facts : bareCapital(told, about, vocabulary);
  const anew = statedAnew(stated, heard.slots, { text: message.text, ...turn });
  const sure = turn.sure || isRestated(stated, { message, turn, about }, vocabulary);
  const corrections = correctedSlots(message.text, { stated: anew, at: turn.at, sure, pending }, vocabulary);
  Object.assign(
    stated,
    putRight(
      corrections.filter((slot) => stated[slot] === undefined),
      { rest, told, about },
      vocabulary,
    ),
  );
  if (corrections.length === 0 && !turn.sure) return heard;
  if (isNothing(stated, corrections) && message.text.length - turn.at <= shortestTurn) return takenBack(heard);
  return { ...heard, slots: merged(heard.slots, stated), intents: [...heard.intents, 'correction'], corrections };
}

function isNothing(stated: Slots, corrections: readonly (keyof Slots)[]): boolean {
  return corrections.length === 0 && Object.keys(stated).length === 0;
}

/** 写错了, and a particle. */
const shortestTurn = 5;

/** "刚才五百万写错了": all that is told was wrong. */
function takenBack({ slots, intents, ...heard }: Understood): Understood {
  const corrections: readonly (keyof Slots)[] = correctable.filter((slot) => slots[slot] !== undefined);
  const right = Object.fromEntries(Object.entries(slots).filter(([slot]) => !corrections.includes(slot as keyof Slots)));
  return { ...heard, slots: right, intents: [...intents, 'correction'], corrections };
}

/** "三百万…呃不,五百万": told before the turn as well, and not the same. */
function isRestated({ capital, province }: Slots, { message, turn, about }: Correcting, vocabulary: Vocabulary): boolean {
  if (!capital && !province) return false;
  const before = factsIn(message.text.slice(0, turn.at), about, vocabulary);
  return (
    isResized({ before, capital }, message.text.slice(turn.at)) ||
    (province !== undefined && before.province !== undefined && before.province !== province)
  );
}

/** "10 million, actually paid in 3" tells of both, "3 million actually paid in" of no other amount. */
function isResized({ before, capital }: { before: Slots; capital: Slots['capital'] }, after: string): boolean {
  if (!capital || !before.capital || capital.kind === 'paid-in') return false;
  return before.capital.max !== capital.max && /[\d一二两三四五六七八九十]|[mb]illion|thousand/.test(after);
}

/** "I said 5 million, it's actually 15": only the whole message tells what 15 is. */
function resizedCapital(
  { capital }: Slots,
  { message, turn }: Pick<Correcting, 'message' | 'turn'>,
  vocabulary: Vocabulary,
): Slots {
  const renoted = capital && noughtPutRight(capital, message.text, vocabulary);
  if (renoted) return { capital: renoted };
  const before = capital && capitalIn(message.text.slice(0, turn.at), message.pending, vocabulary);
  return before && (before.max !== capital.max || before.currency !== capital.currency) ? { capital } : {};
}

/** "哦不是 5000", whatever was asked last: of all that is asked for only the capital is a bare number. */
function bareCapital(told: string, about: About, vocabulary: Vocabulary): Slots {
  const { pending } = about;
  const isBare = told.length <= longestBare && pending !== 'contact' && /[\d百千]/.test(told) && !isNumber(told, pending);
  return isBare ? answerIn('capital', { told, about }, vocabulary) : {};
}

const longestBare = 14;

/** Services are called by these; only to the question for the capital 400 is an amount. */
function isNumber(told: string, pending: Pending): boolean {
  return /(?<!\d)(?:9[56]|106)(?!\d)/.test(told) || (pending !== 'capital' && /(?<!\d)400(?!\d)/.test(told));
}

interface Rest {
  readonly rest: Message;
  /** What is left of it besides the person. */
  readonly told: string;
  readonly about: About;
}

/** 股东那里说错了,有个日本人; 微信写错了,是 lin_0014: what is put right is read as an answer to the question for it. */
function putRight(wrong: readonly (keyof Slots)[], { rest, told, about }: Rest, vocabulary: Vocabulary): Slots {
  const right: Slots = {};
  for (const slot of wrong) {
    if (slot === 'wechat') Object.assign(right, personIn({ ...rest, pending: 'contact' }, vocabulary).slots);
    else if (slot === 'name') Object.assign(right, nameAnewIn(rest, vocabulary));
    else Object.assign(right, answerIn(slot, { told, about }, vocabulary));
  }
  return right;
}

function answerIn(slot: keyof Slots, { told, about }: Omit<Rest, 'rest'>, vocabulary: Vocabulary): Slots {
  const pending = askedBy[slot];
  if (!pending) return {};
  const { [slot]: value } = factsIn(told, { ...about, pending }, vocabulary);
  return value === undefined ? {} : { [slot]: value };
}

const askedBy: Partial<Record<keyof Slots, Pending>> = {
  capital: 'capital',
  fundingOrigin: 'funding',
  scope: 'scope',
  province: 'scope',
};

/** 不对,是两千万,还有股东有一个是香港的: what is added was not said wrong before. */
const addition = grammar`[,;。.!?\n ] ?${'addition'}`;

function merged(before: Slots, after: Slots): Slots {
  const slots = { ...before, ...after };
  // "广东……不对 是广西": two provinces looked like more than one province.
  if (after.province && !after.scope && before.scope === 'nationwide' && !before.province) delete slots.scope;
  return slots;
}
