import { clausesOf } from './clauses.ts';
import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The licences and services that the message asks for, in the order in which they are named; those declined are left out, and so are
 * those got before where another is named: "上次帮忙续了ICP，这回想拿95的号".
 */
export function servicesIn(text: string, { services, words }: Vocabulary): readonly string[] {
  const named = services.flatMap(({ id, matcher }) => matcher.all(text).map((one) => ({ id, ...one })));
  const held = heldIn(text, named, words);
  const wanted = named.filter(
    (one) =>
      words['service.not'].upTo(text, one.start) === null &&
      !held.includes(one) &&
      !isCount(text, one, words) &&
      !(one.id !== 'callcentre' && isTrade(text, one, words)),
  );
  const found = wanted.filter(({ id }, index) => wanted.findIndex((other) => other.id === id) === index);
  const outer = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
  const anew = outer.filter(({ start }) => words['service.done'].upTo(text, start) === null);
  return (anew.length > 0 ? anew : outer).toSorted((a, b) => a.start - b.start).map(({ id }) => id);
}

/** "We have 96 agents" */
const isCount = (text: string, { start, end }: Found, words: Vocabulary['words']): boolean =>
  /^\d+$/.test(text.slice(start, end)) && words['service.counted'].at(text, end) !== null;

/** "我不是要办呼叫中心": the service that a message rules out, and names no other. */
export function ruledOut(text: string, vocabulary: Vocabulary): string | null {
  const { services, words } = vocabulary;
  const isOut = ({ start }: Found): boolean => words['service.not.wish'].upTo(text, start) !== null;
  const found = services.filter(({ matcher }) => matcher.all(text).some(isOut));
  return found.length === 1 && servicesIn(text, vocabulary).length === 0 ? (found[0]?.id ?? null) : null;
}

/** "我们有ICP和EDI了": what is named in one go with a licence that one has is had as well. */
function heldIn(text: string, named: readonly Found[], words: Vocabulary['words']): readonly Found[] {
  const held = named.filter((one) => isHeld(text, one, words));
  const goesWith = (one: Found): boolean => held.some((other) => isJoined(text, one, other) || isJoined(text, other, one));
  for (let one = named.find((other) => !held.includes(other) && goesWith(other)); one;) {
    held.push(one);
    one = named.find((other) => !held.includes(other) && goesWith(other));
  }
  return held;
}

const isJoined = (text: string, first: Found, second: Found): boolean =>
  first.end <= second.start && joined.test(text.slice(first.end, second.start));

const joined = /^(?:[证牌]|许可证|资质)?(?:、| ?(?:和|跟|与|及|以及|还有|,? and|&|plus) ?)(?:an? |the )?$/;

/** "手上有全网呼叫中心证，想再办个95", "有呼叫中心证了": a licence that one has is not the one that is asked for. */
function isHeld(text: string, { start, end }: Found, words: Vocabulary['words']): boolean {
  if (words['service.held'].at(text, end) !== null) return true;
  if (wish.test(text.slice(end))) return false;
  const isLicence = named.test(text.slice(start, end)) || continued.test(text.slice(end));
  if (isLicence && words['service.have'].upTo(text, start) !== null) return true;
  return words['service.has'].upTo(text, start) !== null && words['service.has.now'].at(text, end) !== null;
}

/** Whether the only licences named are ones that the company has: "it's a nationwide licence, issued in 2022". */
export function namesOnlyHeld(text: string, { services, words }: Vocabulary): boolean {
  const named = services.flatMap(({ matcher }) => matcher.all(text));
  return named.length > 0 && named.every(({ end }) => words['service.held'].at(text, end) !== null);
}

/** 我们是旅行社: a trade, unless its licence is named. Who is a call centre wants the licence for one. */
function isTrade(text: string, { start, end }: Found, words: Vocabulary['words']): boolean {
  return words['service.trade'].upTo(text, start) !== null && !continued.test(text.slice(end));
}

/** "我们是旅行社，想打回访电话要办什么证" asks nothing about travel agencies: the message without what the company is. */
export function withoutTrade(text: string, vocabulary: Vocabulary): string {
  const { services, words } = vocabulary;
  if (!words['service.trade'].has(text)) return text;
  const trades = clausesOf(text, vocabulary).filter(({ text: clause }) =>
    services.some(({ id, matcher }) => id !== 'callcentre' && matcher.all(clause).some((one) => isTrade(clause, one, words))),
  );
  return without(text, trades);
}

/** What is had is a licence, not a call centre that is to get one; some are called by their letters. */
const named = /(?:[证牌]|资质)$|^[a-z]{2,5}$/;
/** 我们有ICP的需求 */
const wish = /^的?(?:需求|需要|计划|打算|想法)/;
const continued = /^(?:的?(?:经营)?(?:许可)?(?:[证牌]|资质)| (?:licen[cs]es?|permits?|codes?|numbers?)(?![a-z]))/;

/** "我想办年检" wishes for it, "年检要多久" only asks: the wish stands in the clause that names the service. */
export function isWished(text: string, vocabulary: Vocabulary): boolean {
  return clausesOf(text, vocabulary).some(
    ({ text: clause }) => vocabulary.words['service.wish'].has(clause) && servicesIn(clause, vocabulary).length > 0,
  );
}
