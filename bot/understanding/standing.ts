import { type Clause, clausesOf } from './clauses.ts';
import { fundingIn } from './funding.ts';
import type { Manner, Pending, Slots } from './understood.ts';
import { holderAsks } from './holder-asking.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whose company it is about, what there is none of yet, and what there is besides. */
export function lacking(said: string, vocabulary: Vocabulary): Pick<Manner, keyof typeof lists | 'forClient'> {
  const { words } = vocabulary;
  const found: { -readonly [flag in keyof typeof lists | 'forClient']?: true } = {};
  for (const flag of flags) if (words[lists[flag]].has(said)) found[flag] = true;
  if (isRepresented(said, false, vocabulary)) found.forClient = true;
  return found;
}

/** Whether it is about the company of somebody else, a client's or a vendor's: "our vendor needs a licence". So it is once it was. */
export function isRepresented(said: string, before: boolean | undefined, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  if (before === true || words['applicant.represented'].has(said)) return true;
  // "If we outsource it to a vendor, who needs the licence?" asks.
  const needs = ({ text }: Clause): boolean => words['applicant.vendor.needs'].has(text) && !words['ask.any'].has(text);
  return words['applicant.vendor'].has(said) && clausesOf(said, vocabulary).some(needs);
}

const lists = {
  hasNoCompany: 'company.none',
  isNoName: 'company.no-name',
  isInstitution: 'company.institution',
  asksToWait: 'company.insured-wait',
  lacksLicence: 'licence.none',
  appliesSelf: 'licence.own',
  namesAnother: 'licence.another',
  servesOnlyOwn: 'trade.own-customers',
  callsByTrade: 'trade.calls',
  callsForOthers: 'trade.for-others',
  linesThreatened: 'line.threat',
  namesVendor: 'applicant.vendor',
  namesSeveral: 'scope.several',
  asksAfter: 'ask.after',
  hasNone: 'had.none',
  studies: 'applicant.study',
  wishesOurWechat: 'contact.wechat-ours',
  wishesWechat: 'contact.wechat-add',
  asksIfInspected: 'inspection.included',
  asksPriceToo: 'inspection.included.too',
  asksOfPlace: 'place.possible',
  namesSeal: 'quote.sealed',
  leavesOpen: 'ask.left-open',
  asksFirst: 'ask.first',
  takesIt: 'talk.takes-it',
  wishesElsewhere: 'licence.elsewhere',
} as const;
const flags = Object.keys(lists) as (keyof typeof lists)[];

/** What of the company decides that nobody is asked for. */
export function standing(
  certain: string,
  vocabulary: Vocabulary,
): Pick<Manner, 'isStaffed' | 'hasInsured' | 'holdsProvincial' | 'holderAsks' | 'holdsNationwide'> {
  const { words } = vocabulary;
  const isShort = words['company.short-staffed'].has(certain);
  const isEnough = words['company.staffed'].has(certain) || insured.every((list) => words[list].has(certain));
  return {
    ...((isShort || isEnough) && { isStaffed: !isShort }),
    ...(!isShort && !isEnough && tellsNumber(certain, vocabulary) && { hasInsured: true }),
    ...(holdsProvincial(certain, vocabulary) && { holdsProvincial: true }),
    ...holderAsks(certain, vocabulary),
  };
}

/** 社保有30个人在交, but not 要给三个人交社保吗. */
function tellsNumber(certain: string, { words }: Vocabulary): boolean {
  return (
    words['company.insured-number'].has(certain) && (!words['ask.any'].has(certain) || words['company.insured-ask'].has(certain))
  );
}

/** "We have the Jiangsu licence", 手上有省内的证. */
function holdsProvincial(certain: string, vocabulary: Vocabulary): boolean {
  const { words, places } = vocabulary;
  const { 'licence.have': have, 'licence.behind': behind } = words;
  return clausesOf(certain, vocabulary).some(({ text }) => {
    if (!have.has(text) || words['ask.any'].has(text)) return false;
    const named = [...places(text), ...words['scope.provincial'].all(text)];
    return named.some(({ start, end }) => {
      const isHad = [start, start - 1].some((at) => have.upTo(text, at) !== null);
      return isHad && [end, end + 1].some((at) => behind.at(text, at) !== null);
    });
  });
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
