import { clausesOf, type Clause } from './clauses.ts';
import { englishNumeralAt } from './english-numeral.ts';
import { grammar } from './grammar.ts';
import { numeralAt } from './numeral.ts';
import type { Intent, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

type Urgency = NonNullable<Slots['urgency']>;

/** How soon it is wanted. A duration in a question ("三个月能下来吗") is no wish. */
export function urgencyIn(text: string, vocabulary: Vocabulary): Urgency | null {
  const said = clausesOf(text, vocabulary).flatMap((clause) =>
    isGrowth(clause, text, vocabulary) ? [] : (urgencyOf(clause.text, vocabulary) ?? []),
  );
  // 下个月投标,必须尽快: haste counts wherever it is said.
  return said[0] !== 'later' && said.includes('asap') ? 'asap' : (said[0] ?? null);
}

/** 现在只做海南，后年可能进广西: when the business is to reach another place is not when the licence is wanted. */
function isGrowth({ start, text: clause }: Clause, text: string, { words, places }: Vocabulary): boolean {
  return words['scope.later'].has(clause) && places(clause).length > 0 && places(text.slice(0, start)).length > 0;
}

function urgencyOf(clause: string, vocabulary: Vocabulary): Urgency | null {
  const { words } = vocabulary;
  if (unrelated.some((list) => words[list].has(clause)) || isForPerson(clause, vocabulary)) return null;
  // "Our competitor got it in 2 months"
  if (words.rivals.has(clause) && words['rivals.promise'].has(clause)) return null;
  // 明年打算铺到全国 says when the business is to grow.
  if (words['scope.later'].has(clause) && words['scope.nationwide'].has(clause)) return null;
  const said = (['later', 'asap', 'soon'] as const).find((name) => isSaid(clause, name, vocabulary));
  return said ?? withinDays(wishedFor(clause, vocabulary)) ?? (words['urgency.exploring'].has(clause) ? 'exploring' : null);
}

/** 没打算马上办: haste that is denied is none. */
function isSaid(clause: string, name: 'later' | 'asap' | 'soon', { words, expression }: Vocabulary): boolean {
  const found = words[`urgency.${name}`].all(clause);
  return name === 'asap' ? found.some(({ start }) => !expression(denied).test(clause.slice(0, start))) : found.length > 0;
}

const denied = grammar`${'urgency.not'}[^,]{0,6}$`;

/** 明年想扩到四川 says when something else is to be. */
const unrelated = ['intent.timeline', 'date.past', 'urgency.unrelated', 'funding.plan'] as const;

/** 马上转人工; but who is in a hurry (急) or wants it done by somebody (急需找人代办) says so all the same. */
function isForPerson(clause: string, { words }: Vocabulary): boolean {
  return words['intent.human'].has(clause) && !words['intent.apply'].has(clause) && !/急|urgent/.test(clause);
}

/** 别家说两个月 is what others promise. */
const wishedFor = (clause: string, vocabulary: Vocabulary): number | null =>
  vocabulary.words['capital.others'].has(clause) ? null : durationIn(clause, vocabulary);

function withinDays(days: number | null): Urgency | null {
  if (days === null) return null;
  if (days <= 31) return 'asap';
  return days <= 93 ? 'soon' : 'later';
}

const duration = grammar`(?<![\d第成])(?<count>[\d一二两三四五六七八九十半][\d一二三四五六七八九十到至~-]{0,4})个?(?<more>[多几半来余]?)多?(?<unit>工作[日天]|天|日|周|星期|礼拜|月)(?:${'time.within'}|$)|${'time.set-aside'}(?<count>[\d一二两三四五六七八九十半]{1,3})个?(?<more>[多几半来余]?)(?<unit>天|周|星期|礼拜|月|年)|${'time.left'}(?<count>[\d一二两三四五六七八九十半]{1,3})个?(?<more>[多几半来余]?)(?<unit>天|周|星期|礼拜|月|年)的?(?:时间|了?$)|(?<![\d第])(?<count>[一二两三四五半])(?<unit>年)(?:以|之)?后|(?:再过|(?:过|等|隔)[了个上]?(?=.{2,12}再))(?<count>[\d一二两三四五六七八九十半几]{1,3})个?(?<more>[多几半来余]?)(?<unit>天|日|周|星期|礼拜|月|年)|(?:(?:within|in|about|next|another)(?: the next)?|${'time.set-aside'}) (?<count>[a-z\d-]+(?: to [a-z\d]+)?) (?<unit>days?|weeks?|months?)(?![a-z]| (?:of|old|ago)(?![a-z]))`;

const daysOf: Record<string, number> = {
  工作日: 1.4,
  工作天: 1.4,
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  礼拜: 7,
  月: 30,
  年: 365,
  day: 1,
  week: 7,
  month: 30,
};

/** 两个半月, 三个多月 */
const beyond = (more: string): number => (more === '半' ? 0.5 : /[多几]/.test(more) ? 0.2 : 0);

/** The days of 两周之内 or "within six weeks", of a range the longer end. */
function durationIn(clause: string, { expression }: Vocabulary): number | null {
  const { count, unit, more = '' } = expression(duration).exec(clause)?.groups ?? {};
  if (!count || !unit) return null;
  const last = count.split(/到|至|~|-| to /).at(-1) ?? count;
  const number = numeralAt(last, 0) ?? englishNumeralAt(last, 0);
  return number && (number.high + beyond(more)) * (daysOf[unit.replace(/s$/, '')] ?? 0);
}

const noBusiness: ReadonlySet<Intent> = new Set(['offtopic', 'injection']);

/** What is told, without the haste of a message that has nothing to do with the licence: "Who won yesterday?" is in no hurry. */
export function unhurried(told: Slots, intents: readonly Intent[]): Slots {
  if (!intents.some((intent) => noBusiness.has(intent))) return told;
  const slots = { ...told };
  delete slots.urgency;
  return slots;
}
