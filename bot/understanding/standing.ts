import type { Manner } from './understood.ts';
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
