import { clausesOf } from './clauses.ts';
import { fundingIn } from './funding.ts';
import type { Manner, Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whose company it is about, what there is none of yet, and what there is besides. */
export function lacking(said: string, { words }: Vocabulary): Pick<Manner, keyof typeof lists> {
  return Object.fromEntries(Object.entries(lists).flatMap(([flag, list]) => (words[list].has(said) ? [[flag, true]] : [])));
}

const lists = {
  forClient: 'applicant.represented',
  hasNoCompany: 'company.none',
  lacksLicence: 'licence.none',
  namesAnother: 'licence.another',
  servesOnlyOwn: 'trade.own-customers',
  hasNone: 'had.none',
} as const;

/** What of the company decides that nobody is asked for. */
export function standing(certain: string, { words }: Vocabulary): Pick<Manner, 'tellsBreach' | 'isStaffed'> {
  const isShort = words['company.short-staffed'].has(certain);
  const isEnough = words['company.staffed'].has(certain) || insured.every((list) => words[list].has(certain));
  return {
    ...(words['company.breach'].has(certain) && { tellsBreach: true }),
    ...((isShort || isEnough) && { isStaffed: !isShort }),
  };
}

/** Of whom, how many and for how long: the insurance of staff takes all three. */
const insured = ['company.insurance', 'company.insured', 'company.insured-long'] as const;

/** "不清楚，应该没有外资吧": whose money it is is only supposed. */
export function guessing(
  certain: string,
  { slots, pending }: { readonly slots: Slots; readonly pending: Pending },
  vocabulary: Vocabulary,
): Pick<Manner, 'guessesFunding'> {
  const guess = vocabulary.words['funding.guess'];
  // 应该没有 is an answer by what was asked.
  const isNo = pending === 'funding' && Object.keys(slots).length === 0;
  if (!guess.has(certain) || !(isNo || slots.fundingOrigin === 'domestic')) return {};
  const isGuessed =
    isNo ||
    clausesOf(certain, vocabulary).some(({ text }) => guess.has(text) && fundingIn(text, pending, vocabulary) === 'domestic');
  return isGuessed ? { guessesFunding: true } : {};
}
