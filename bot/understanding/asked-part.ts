import { clausesOf } from './clauses.ts';
import { datesIn } from './date.ts';
import { blank, without } from './masking.ts';
import { withoutTrade } from './service.ts';
import type { Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Told {
  readonly slots: Slots;
  readonly today: string;
}

/** A message without what it tells of the company, or changes: what is left is what it asks. */
export function askedPart(text: string, { slots, today }: Told, vocabulary: Vocabulary): string {
  const asked = withoutChange(withoutDenied(withoutTrade(text, vocabulary), slots, vocabulary), slots, vocabulary);
  return withoutDay(asked, { slots, today }, vocabulary).replaceAll(edges, '');
}

/** What is told before and behind it is blank, with the marks around it. */
const edges = new RegExp(`^[\\s,.;:!。]*${blank}[\\s${blank},.;:!。]*|[\\s,.;:!。]*${blank}[\\s${blank},.;:!。]*$`, 'g');

/** "How long? We want to start on 1 March" asks nothing of that day. */
function withoutDay(text: string, { slots, today }: Told, vocabulary: Vocabulary): string {
  if (slots.startDate === undefined) return text;
  const dated = clausesOf(text, vocabulary).filter(
    ({ text: clause }) => !vocabulary.words['ask.any'].has(clause) && datesIn(clause, today, vocabulary).length > 0,
  );
  const rest = dated.length === 0 ? text : without(text, dated);
  return asksOfThat(rest, vocabulary) ? text : rest;
}

/** "没有外资股东。员工要几个？" asks nothing about foreign shareholders, and 没有，都是国内的。要多久 nothing about those from here. */
function withoutDenied(text: string, { fundingOrigin }: Slots, vocabulary: Vocabulary): string {
  if (fundingOrigin !== 'domestic') return text;
  const { words } = vocabulary;
  const denied = clausesOf(text, vocabulary).filter(
    ({ text: clause }) => ofHolders.some((list) => words[list].has(clause)) && !words['ask.any'].has(clause),
  );
  const rest = denied.length === 0 ? text : without(text, denied);
  return asksOfThat(rest, vocabulary) ? text : rest;
}

/** "法人以前在国外留学，有影响吗" asks about what stands before it. */
function asksOfThat(rest: string, vocabulary: Vocabulary): boolean {
  const left = clausesOf(rest, vocabulary).filter(({ text }) => /\p{L}/u.test(text));
  return left.every(({ text }) => vocabulary.words['ask.about-it'].has(text));
}

/** "We change to 10 million, then how long?" asks nothing about changes. */
function withoutChange(text: string, { capital }: Slots, vocabulary: Vocabulary): string {
  const { words } = vocabulary;
  if (capital === undefined || !words['correction.change'].has(text)) return text;
  const changing = clausesOf(text, vocabulary).filter(
    ({ text: clause }) => words['correction.change'].has(clause) && !words['ask.any'].has(clause),
  );
  return changing.length === 0 ? text : without(text, changing);
}

const ofHolders = [
  'funding.foreign',
  'funding.hmt',
  'funding.country',
  'funding.domestic',
  'funding.chinese',
  'answer.none',
] as const;
