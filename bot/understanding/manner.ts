import { talksOf } from './about-talk.ts';
import { askedPart } from './asked-part.ts';
import { capitalTold } from './capital-told.ts';
import { breachTold } from './breach.ts';
import { clausesOf } from './clauses.ts';
import { contactMeant } from './contact-meant.ts';
import { denyingStart } from './date-claimed.ts';
import { dueIn } from './date.ts';
import { grammar } from './grammar.ts';
import { holdersTold } from './holders-told.ts';
import { blank, without } from './masking.ts';
import { isWished, namesOnlyHeld, ruledOut } from './service.ts';
import { guessing, lacking, standing } from './standing.ts';
import { licenceChanges } from './licence-changes.ts';
import { endOfPeriod } from './period.ts';
import { wayTaken } from './way-taken.ts';
import { saysNoFirst } from './no-opening.ts';
import { isYesToValue } from './yes-beside.ts';
import type { Utterance, Slots, Manner, Understood } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How it is said: whether anything is asked, whether a service is wished for, and whether a date is the last day. */
export function manner(
  { said, certain, slots, whatIf }: { said: string; certain: string; slots: Slots; whatIf: Slots },
  { today, pending }: Utterance,
  vocabulary: Vocabulary,
): Manner {
  const within = endOfPeriod(said, today, vocabulary);
  const due = slots.startDate === undefined ? null : dueIn(certain, today, vocabulary);
  return {
    ...asking(said, vocabulary),
    ...tone(said, { slots, today }, vocabulary),
    ...ofEarlier(said, { ...whatIf, ...slots }, vocabulary),
    ...holdersTold(said, { slots, pending }, vocabulary),
    ...capitalTold(said, { slots, today }, vocabulary),
    ...(slots.licence !== undefined && isWished(certain, vocabulary) && { wishesService: true }),
    ...lacking(said, vocabulary),
    ...standing(certain, vocabulary),
    ...breachTold(said, today, vocabulary),
    ...guessing(certain, { slots, pending }, vocabulary),
    ...besides(said, vocabulary),
    ...ruling(said, vocabulary),
    ...ofHeld(said, vocabulary),
    ...licenceChanges(said, vocabulary),
    ...callTime(said, vocabulary),
    ...contactMeant(said, vocabulary),
    ...talksOf(said, vocabulary),
    ...(givesUp(said, vocabulary) && { givesUp: true }),
    ...wayTaken(said, today, vocabulary),
    ...denyingStart(said, vocabulary),
    ...ofRivals(said, vocabulary),
    ...ofPrice(said, vocabulary),
    ...(saysNoFirst(said, pending, vocabulary) && { saysNoFirst: true }),
    ...(isYesToValue(said, { slots, about: { today, pending } }, vocabulary) && { yesToValue: true }),
    ...(due !== null && { dueDate: due }),
    ...(within !== null && { within }),
  };
}

/** What others promise or charge; "别家说一个月能办好，你们要多久" and "别家报价八万，你们呢" ask for ours. */
function ofRivals(said: string, vocabulary: Vocabulary): Pick<Manner, 'tellsOfRivals'> {
  const { words } = vocabulary;
  if (!words.rivals.has(said) || words['rivals.not'].has(said)) return {};
  // "Does yours include it? A competitor does" asks.
  const isIncluded = (clause: string): boolean =>
    words.rivals.has(clause) && words['rivals.includes'].has(clause) && !words['ask.any'].has(clause);
  if (words['rivals.includes'].has(said) && clausesOf(said, vocabulary).some(({ text }) => isIncluded(text)))
    return { tellsOfRivals: 'rival-includes' };
  if (words['rivals.price'].has(said)) return { tellsOfRivals: 'rival-price' };
  return words['rivals.promise'].has(said) ? { tellsOfRivals: 'rival-promise' } : {};
}

/** "怎么这么贵", "why does nationwide cost so much more?"; what others charge and how much capital it takes is something else. */
function ofPrice(said: string, { words }: Vocabulary): Pick<Manner, 'asksOfPrice' | 'asksOfPaying'> {
  if (words['price.paying'].has(said)) return { asksOfPaying: true };
  if (words['price.why.not'].has(said) || words.rivals.has(said)) return {};
  const isOfScopes = words['scope.nationwide'].has(said) || words['scope.provincial'].has(said);
  if (isOfScopes && words['price.gap'].has(said)) return { asksOfPrice: 'price-gap' };
  return words['price.why'].has(said) ? { asksOfPrice: 'price-why' } : {};
}

/** What is to become of a licence that is held. "我们有省内的许可证" and no more: no new one is wished for. */
function ofHeld(said: string, vocabulary: Vocabulary): Pick<Manner, 'renewsLicence' | 'wishesAnew' | 'saysOnlyHeld'> {
  const { words } = vocabulary;
  return {
    ...(words['licence.ending'].has(said) && { renewsLicence: true }),
    ...(words['licence.anew'].has(said) && { wishesAnew: true }),
    ...(words['licence.held'].has(said) && clausesOf(said, vocabulary).length === 1 && { saysOnlyHeld: true }),
  };
}

/** What comes on top of what is wished for. */
function besides(said: string, vocabulary: Vocabulary): Pick<Manner, 'wishesAlso' | 'namesQuote' | 'quoteChange'> {
  const { words } = vocabulary;
  const isAlso =
    words['service.also'].has(said) &&
    clausesOf(said, vocabulary).some(({ text }) => words['service.also'].has(text) && !words['ask.any'].has(text));
  const way = words['quote.drop'].has(said) ? 'drop' : 'add';
  const changing = words[`quote.${way}`].has(said)
    ? clausesOf(said, vocabulary).filter(({ text }) => words[`quote.${way}`].has(text))
    : [];
  return {
    ...(isAlso && { wishesAlso: true }),
    ...(words['quote.word'].has(said) && { namesQuote: true }),
    ...(changing.length > 0 && { quoteChange: { way, text: changing.map(({ text }) => text).join(',') } }),
  };
}

function ruling(said: string, vocabulary: Vocabulary): Pick<Manner, 'rulesOut'> {
  const out = vocabulary.words['service.not.wish'].has(said) ? ruledOut(said, vocabulary) : null;
  return out === null ? {} : { rulesOut: out };
}

/** The clauses that tell a time of day. */
function callTime(said: string, vocabulary: Vocabulary): Pick<Manner, 'callTime'> {
  const times = vocabulary.words['call.time'];
  if (!times.has(said)) return {};
  const told = clausesOf(said, vocabulary).filter(({ text }) => times.has(text));
  // In "call me on 138… tomorrow at 10" the number is no part of the time.
  const parts = told.flatMap(({ text }) => text.split(masked)).filter((part) => times.has(part));
  const value = parts.map((part) => part.trim().replace(vocabulary.expression(ofTime), '')).join(' ');
  return value === '' || value.length > longestTime ? {} : { callTime: value };
}

const longestTime = 60;
/** "Make that tomorrow at 10", 改成明天上午: the time stands behind it. */
const ofTime = grammar`^(?:${'call-time.lead'}[ ,]*)+`;
const masked = new RegExp(`${blank}+`);

function asking(
  said: string,
  vocabulary: Vocabulary,
): Pick<Manner, 'asks' | 'endsAsking' | 'mayAsk' | 'namesTopic' | 'asksWhy' | 'asksWhether'> {
  const { words } = vocabulary;
  const isAsked = (text: string): boolean => words['ask.any'].has(text) || eitherWay.test(text);
  const asks = isAsked(said);
  return {
    ...(asks && { asks }),
    ...(asks && isAsked(clausesOf(said, vocabulary).at(-1)?.text ?? '') && { endsAsking: true }),
    ...(words['ask.known'].has(said) && { mayAsk: true }),
    ...(words['ask.topic'].has(said) && { namesTopic: true }),
    ...(words['ask.why'].has(said) && { asksWhy: true }),
    ...(words['ask.whether'].has(said) && { asksWhether: true }),
  };
}

function givesUp(said: string, { words }: Vocabulary): boolean {
  const given = words['talk.gives-up'].all(said);
  return given.length > 0 && !words['intent.deny'].has(without(said, given));
}

/** 赔不赔, 贵不贵: whatever the verb is. */
const eitherWay = /(?<![时动三好])(\p{Script=Han})不\1(?![的地都也])/u;

/** What a message goes back to that was said before it. */
function ofEarlier(said: string, { province }: Slots, vocabulary: Vocabulary): Partial<Manner> {
  const { words } = vocabulary;
  const isElliptic = words['ask.elliptic'].has(said) && !words['ask.elliptic.not'].has(said);
  return {
    ...(isElliptic && { isElliptic: true }),
    ...(province !== undefined && words['place.too'].has(said) && { addsProvince: true }),
    ...(province !== undefined && words['place.reach'].has(said) && { reachesProvince: true }),
    ...(province !== undefined && placesBranch(said, vocabulary) && { placesBranch: true }),
  };
}

/** "我们分公司在湖南": every place that is named is that of a branch. */
function placesBranch(said: string, vocabulary: Vocabulary): boolean {
  const { words, places } = vocabulary;
  if (!words['place.branch'].has(said)) return false;
  const placed = clausesOf(said, vocabulary).filter(({ text }) => places(text).length > 0);
  return placed.every(({ text }) => words['place.branch'].has(text));
}

function tone(
  text: string,
  told: { slots: Slots; today: string },
  vocabulary: Vocabulary,
): Pick<Manner, 'askedPart' | 'isOnlyCourteous'> {
  const asked = askedPart(text, told, vocabulary);
  return {
    ...(asked !== text && /\p{L}/u.test(asked) && { askedPart: asked.trim() }),
    ...(isCourteous(text, vocabulary) && { isOnlyCourteous: true }),
  };
}

/** What a message is that tells and asks nothing else: of any other it does not matter, and looking for it takes time. */
export function leftOver(
  text: string,
  { slots, intents }: Pick<Understood, 'slots' | 'intents'>,
  vocabulary: Vocabulary,
): Pick<Understood, 'nods' | 'tellsOfCompany' | 'anew'> {
  if (intents.some((intent) => !besideAnew.has(intent)) || Object.keys(slots).some((slot) => slot !== 'capital')) return {};
  const anew = anewIn(text, vocabulary);
  if (intents.length > 0 || slots.capital !== undefined) return anew;
  return {
    ...anew,
    ...(isNod(text, vocabulary) && { nods: true }),
    ...(isOfCompany(text, vocabulary) && { tellsOfCompany: true }),
  };
}

function isOfCompany(text: string, vocabulary: Vocabulary): boolean {
  return ofCompany.some((list) => vocabulary.words[list].has(text)) || namesOnlyHeld(text, vocabulary);
}

const ofCompany = ['company.own', 'contact.not-others', 'refusal.name', 'licence.held'] as const;

const besideAnew: ReadonlySet<string> = new Set(['correction', 'deny']);

const longestAnew = 80;

/** "Actually 15", "sorry, make it 15". */
function anewIn(text: string, { words, expression }: Vocabulary): Pick<Understood, 'anew'> {
  // Nothing but turns and hedges stands beside the number.
  if (text.length > longestAnew) return {};
  const taken = turns.flatMap((list) => words[list].all(text));
  const [, number] = (taken.length > 0 && expression(bareNumber).exec(without(text, taken))) || [];
  return number === undefined ? {} : { anew: Number(number) };
}

const turns = ['correction.weak', 'correction.mark', 'correction.change'] as const;
const bareNumber = grammar`^[ ,.\x01]*(?:${'capital.hedge'}[ ,.\x01]*)*(\d{1,4}(?:\.\d{1,2})?)[ ,.!\x01]*$`;

/** "在的吗？想问下，谢谢" */
function isCourteous(text: string, { words }: Vocabulary): boolean {
  // Each of its words would be a courtesy: so much is not said.
  if (text.length > longestCourtesy) return false;
  const greetings = [...words['intent.greet'].all(text), ...words['intent.greet.opener'].all(text)];
  return greetings.length > 0 && !/[\p{L}\p{N}]/u.test(without(text, [...greetings, ...words['intent.thanks'].all(text)]));
}

const longestCourtesy = 40;

/** "哦哦", "？", an emoji. */
function isNod(text: string, { words }: Vocabulary): boolean {
  return text.length <= longestNod && !/[\p{L}\p{N}]/u.test(without(text, words.nod.all(text)));
}

const longestNod = 12;
