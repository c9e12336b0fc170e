import { clausesOf } from './clauses.ts';
import { grammar } from './grammar.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { ListName } from './word-lists.ts';

/** Where a correction begins, and how sure it is one. */
export interface Turn {
  /** What counts stands from here on. */
  readonly at: number;
  /** "应该是" and "不是" also open plain answers; 打错了 never does. */
  readonly sure: boolean;
}

/** Finds the place where a message takes something back: 不对, 打错了, 改成, "sorry, I meant", 不是A是B. */
export function correctionIn(text: string, vocabulary: Vocabulary): Turn | null {
  const { words } = vocabulary;
  if (words['correction.pseudo'].has(text) && !words['correction.change'].has(text)) return null;
  // 内资写成外资了: what is right stands before, and what is wrong is left out of the reading.
  if (mistakenIn(text, vocabulary).length > 0) return { at: 0, sure: true };
  const at = sureTurn(text, words);
  if (at !== null) return { at, sure: true };
  if (words['correction.name-not'].has(text)) return { at: 0, sure: false };
  return (
    contrastAfter(text, vocabulary) ??
    contrastIn(text, words['correction.not'].find(text)?.start, vocabulary) ??
    weakTurn(text, words['correction.weak'].all(text).at(-1)?.start)
  );
}

/** "公司名写错了": the message says so, whatever else it says. */
export function isCompanyWrong(text: string, vocabulary: Vocabulary): boolean {
  return vocabulary.words['correction.slot.company'].has(text) && correctionIn(text, vocabulary)?.sure === true;
}

/** What was put down by mistake: 外资 in 内资写成外资了, 5000万 in 把500万打成5000万了. */
export function mistakenIn(text: string, vocabulary: Vocabulary): readonly Found[] {
  // "Scratch the 'all Chinese' bit", 刚才说全国的那句收回
  const takenBack = vocabulary.words['correction.taken-back'].all(text);
  if (takenBack.length > 0) return takenBack;
  const put = putWrong.exec(text);
  if (put) return [{ start: put.index, end: put.index + put[0].length }];
  if (!text.includes('成') && !text.includes('mistake')) return [];
  return clausesOf(text, vocabulary).flatMap(({ start, end, text: clause }) => {
    const match = vocabulary.expression(mistaken).exec(clause) ?? byMistake.exec(clause);
    return match && !vocabulary.words['ask.any'].has(clause) ? [{ start: start + match.index, end }] : [];
  });
}

const mistaken = grammar`(?<!${'mistaken.wish'})[错误]?${'mistaken.verb'}错?成(?:了[^,;。!?]{1,16}$|[^,;。!?]{1,16}了[啦呀啊哈]?$)`;

/** "Sorry, I wrote Hebei but it should be Hubei" */
const putWrong =
  /(?<![a-z])(?:said|wrote|put|typed|entered|chose) [^,;!?]{1,40}?(?=,? (?:but )?(?:it|that|this) should (?:be|have been) )/;

/** "I said domestic by mistake", "mistakenly chose nationwide". */
const byMistake =
  /(?<![a-z])(?:said|wrote|put|typed|chose|picked|selected|entered|gave|ticked|clicked) .{1,40}by mistake|mistakenly .+/;

/** 我叫李雷不是李磊, 是1000万不是100万: what is right stands first. */
function contrastAfter(text: string, { places, expression }: Vocabulary): Turn | null {
  if (!text.includes('不') && !text.includes('not ')) return null;
  const [right, wrong] = places(text);
  const placeFirst = right && wrong && /^[, ]*(?:而?不是|not )$/.test(text.slice(right.end, wrong.start));
  if (placeFirst) return { at: 0, sure: true };
  const amount = amountFirst.exec(text);
  if (amount) return { at: amount.index, sure: true };
  return expression(nameFirst).test(text) ? { at: 0, sure: false } : null;
}

const amountFirst =
  /(?:[是为]|[认实]缴|资[本金]).{0,3}[\d一二两三四五六七八九][^,。不]{0,10}[万亿w][^,。不]{0,4}[, ]?而?(?<!是)不是.{0,4}[\d一二两三四五六七八九][^,。吗? ]{0,10}(?:$|[,。 ])/;
const nameFirst = grammar`[叫姓是][\u4e00-\u9fff]{1,4}[, ]?而?(?<!是)不[是叫姓]姓?(?!.*(?:\?|${'contrast.name.none'}))[\u4e00-\u9fff]{1,4}$`;

const marks = ['correction.mark', 'correction.spelling', 'correction.nought.off', 'correction.nought.on'] as const;

function sureTurn(text: string, words: Vocabulary['words']): number | null {
  const mark = marks.reduce<Found | null>((found, list) => found ?? words[list].find(text), null);
  // 改一下,外资改成内资: what counts stands behind the last one.
  const change = words['correction.change'].all(text).at(-1);
  return mark || change ? Math.max(mark?.start ?? 0, change?.start ?? 0) : null;
}

/** In a long story 其实 only keeps the talk going. */
function weakTurn(text: string, at: number | undefined): Turn | null {
  const longest = /[a-z]{3}/.test(text) ? 60 : 20;
  return at !== undefined && text.length - at <= longest ? { at, sure: false } : null;
}

/** 不是王总,我姓汪; 不是500万是1000万; "not 5 million but 10". */
/** 微信不是刚发那个,是…: what is wrong was said before. */
const earlier = grammar`^(?:${'contrast.not'}|not|isn't) ?我?${'contrast.earlier'}`;

function contrastIn(text: string, from: number | undefined, { expression }: Vocabulary): Turn | null {
  if (from === undefined) return null;
  const match = expression(contrast).exec(text.slice(from));
  if (!match) return null;
  const isSure = amountPut.test(text.slice(from)) || expression(earlier).test(match[0]);
  return { at: from + match[0].length, sure: isSure };
}

/** 不是500万是1000万, "not 5 million yuan, 5 million dollars". */
const amountPut =
  /^(?:不是.{0,4}\d.{0,8}是.{0,4}\d|not (?:[a-z]{2,3} ?)?[\d.,]+ ?(?:m|mil|million)(?: [a-z]+)?,? (?:but |it's )?(?:[a-z]{2,3} ?)?[\d.])/;

const contrast = grammar`^(?:${'contrast.not'}(?!${'contrast.self'}).{1,14}?(?:,(?:而?是)?|而?(?<!还)是| )|(?:not|isn't) (?!${'contrast.none'}).{1,24}?(?:, ?(?:but|it's)?| but | - ?|--))(?=.)`;

/** "一百万，刚才看错了": what is right may stand before the words that take something back, where these end the message. */
export function statedAnew(after: Slots, before: Slots, { text, at, sure }: Turn & { readonly text: string }): Slots {
  const longest = /[a-z]{3}/.test(text.slice(at)) ? 30 : 16;
  const isAfterthought = text.length - at <= longest && /[,;。.!?\n ] ?[^,;。.!?\n\d]{0,8}$/.test(text.slice(0, at));
  return sure && isAfterthought && Object.keys(after).length === 0 ? before : after;
}

/**
 * Which slots were wrong: those that the message states anew, else those it names (电话打错了). "不是呼叫中心,是106" only tells two
 * licences apart.
 */
export function correctedSlots(
  text: string,
  { stated, at, sure, pending }: Turn & { readonly stated: Slots; readonly pending: Pending },
  vocabulary: Vocabulary,
): (keyof Slots)[] {
  const isWrong = (slot: keyof Slots): boolean => sure || (slot !== 'licence' && answers[pending]?.includes(slot) !== true);
  const anew = correctable.filter((slot) => stated[slot] !== undefined && isWrong(slot));
  if (anew.length > 0) return withoutFollowing(onlyNamed(anew, { text, at }, vocabulary), { text, stated }, vocabulary);
  return sure ? correctable.filter((slot) => vocabulary.words[`correction.slot.${slot}` as ListName]?.has(text)) : [];
}

/** 资本写错了，是八百万，股东没有外资: what is told besides was not said to be wrong. */
function onlyNamed(anew: (keyof Slots)[], { text, at }: { text: string; at: number }, vocabulary: Vocabulary): (keyof Slots)[] {
  const clause = clausesOf(text, vocabulary).find(({ end }) => at < end);
  const led = clause ? text.slice(clause.start, at) : '';
  const named = anew.filter((slot) => vocabulary.words[`correction.slot.${slot}` as ListName]?.has(led));
  return named.length > 0 ? named : anew;
}

/** 山西不是陕西: only the province was wrong; that it is one province goes without saying. */
function withoutFollowing(
  anew: (keyof Slots)[],
  { text, stated }: { text: string; stated: Slots },
  { words }: Vocabulary,
): (keyof Slots)[] {
  // 刚说全国，其实就福建一个省: the scope was wrong.
  if (words['correction.slot.scope'].has(text) || (stated.scope === 'provincial' && words['scope.nationwide'].has(text)))
    return anew;
  const isScopeSaid = words['scope.nationwide'].has(text) || words['scope.provincial'].has(text);
  const isFollowing = anew.includes('province') && (!isScopeSaid || words['correction.slot.province'].has(text));
  return isFollowing ? anew.filter((slot) => slot !== 'scope') : anew;
}

export const correctable = [
  'capital',
  'fundingOrigin',
  'scope',
  'province',
  'phone',
  'wechat',
  'email',
  'company',
  'name',
  'licence',
  'startDate',
] as const satisfies readonly (keyof Slots)[];

/** The slots that a plain answer to a question fills. */
const answers: Partial<Record<Pending, readonly (keyof Slots)[]>> = {
  capital: ['capital'],
  funding: ['fundingOrigin'],
  scope: ['scope', 'province'],
  province: ['province', 'scope'],
  service: ['licence'],
  start: ['startDate'],
  company: ['company'],
  contact: ['phone', 'wechat', 'email', 'messenger'],
};
