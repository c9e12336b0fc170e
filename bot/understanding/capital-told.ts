import { amountsIn } from './amount.ts';
import { capitalIn } from './capital.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { datesIn } from './date.ts';
import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import type { Manner, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether the capital is told for certain in a message that asks, and whether it is only to become so much. */
export function capitalTold(
  said: string,
  { slots: { capital }, today }: { slots: Slots; today: string },
  vocabulary: Vocabulary,
): Pick<Manner, 'tellsCapital' | 'plansCapital' | 'capitalFrom' | 'asksEnough' | 'amountAsked'> {
  if (capital === undefined) return amountAsked(said, vocabulary);
  return {
    ...plannedIn(said, today, vocabulary),
    ...(isToldApart(said, capital, vocabulary) && { tellsCapital: true }),
    ...((isEnoughAsked(said, vocabulary) || isObjection(said, capital, vocabulary)) && { asksEnough: true }),
  };
}

/** "Is 100k ok?" */
function amountAsked(said: string, vocabulary: Vocabulary): Pick<Manner, 'amountAsked'> {
  const [amount] = isEnoughAsked(said, vocabulary) ? amountsIn(said, vocabulary) : [];
  return amount === undefined || amount.max === null ? {} : { amountAsked: amount.max };
}

/** 注册资本500万行吗, and nothing else. */
function isEnoughAsked(said: string, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  if (said.length > (/[a-z]{3}/.test(said) ? longest.en : longest.zh) || !words['capital.enough'].has(said)) return false;
  return clausesOf(said, vocabulary).some(
    ({ text }) => words['capital.enough'].has(text) && words['ask.any'].has(text) && amountsIn(text, vocabulary).length > 0,
  );
}

/** "谁家有1000万啊": that there is less is an objection, and wants to hear what can be done. */
function isObjection(said: string, { below }: NonNullable<Slots['capital']>, { words }: Vocabulary): boolean {
  return (
    below === true && said.length <= (/[a-z]{3}/.test(said) ? longest.en : longest.zh) && words['capital.objected'].has(said)
  );
}

const longest = { zh: 16, en: 48 };

/** "2 million. And a 96 number on top?" tells in one clause, and asks in another. */
function isToldApart(said: string, { min, max }: NonNullable<Slots['capital']>, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const asking = clausesOf(said, vocabulary).filter(({ text }) => words['ask.any'].has(text));
  if (asking.length === 0) return false;
  const told = capitalIn(without(said, asking), 'none', vocabulary);
  return told !== null && told.min === min && told.max === max;
}

/** "We'd go to 10 million by April": that it is to become so much, and when. */
function plannedIn(said: string, today: string, vocabulary: Vocabulary): Pick<Manner, 'plansCapital' | 'capitalFrom'> {
  const futures = futuresIn(said, vocabulary);
  if (futures.length === 0 || !isOnlyPlanned(said, vocabulary)) return {};
  return { plansCapital: true, ...raisedFrom(futures.map(({ text }) => text).join(','), today, vocabulary) };
}

/** The day, or the month, in which the capital is to be raised: 6月底, 下个月, "next year". */
export function raisedFrom(said: string, today: string, vocabulary: Vocabulary): Pick<Manner, 'capitalFrom'> {
  const named = datesIn(said, today, vocabulary).find(({ past, date }) => !past && date > today.slice(0, date.length));
  const from = named?.date ?? monthAhead(said, today, vocabulary);
  return from === null ? {} : { capitalFrom: from };
}

/** The month that is meant by 下个月, 年底 or 明年; null where none is. */
function monthAhead(said: string, today: string, { words }: Vocabulary): string | null {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const isNextYear = words['day.next-year'].has(said);
  const ahead = monthsAhead.find(([list]) => words[list].has(said));
  const last = ahead?.[1] ?? (isNextYear ? 1 : month + (words['day.next-month'].has(said) ? 1 : 0));
  const date = new Date(Date.UTC(isNextYear ? year + 1 : year, last - 1)).toISOString().slice(0, 7);
  return date > today.slice(0, 7) ? date : null;
}

const monthsAhead = [
  ['day.year-end', 12],
  ['day.second-half', 7],
] as const;

function isOnlyPlanned(said: string, vocabulary: Vocabulary): boolean {
  return capitalIn(without(said, futuresIn(said, vocabulary)), 'none', vocabulary) === null;
}

/** When the capital is to be raised: nothing else is wanted by then. */
export function datesOfCapital(said: string, today: string, vocabulary: Vocabulary): readonly Found[] {
  const { words } = vocabulary;
  return futuresIn(said, vocabulary).flatMap(({ start, text }) =>
    [...datesIn(text, today, vocabulary), ...times.flatMap((list) => words[list].all(text))].map((when) => ({
      start: start + when.start,
      end: start + when.end,
    })),
  );
}

/** 年底 and "next year" tell how much time there is, where nothing else is told of them. */
const times = ['urgency.asap', 'urgency.soon', 'urgency.later'] as const;

/** "The capital will be 10 million by June", 年底增到一千万. */
function futuresIn(said: string, vocabulary: Vocabulary): readonly Clause[] {
  const future = vocabulary.words['capital.future'];
  if (!future.has(said)) return [];
  return clausesOf(said, vocabulary).filter(({ text }) => future.has(text) && amountsIn(text, vocabulary).some(({ big }) => big));
}
