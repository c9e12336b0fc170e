import { capitalIn } from './capital.ts';
import { clausesOf } from './clauses.ts';
import { isOnlyClaimed } from './date-claimed.ts';
import { datesIn } from './date.ts';
import { fundingIn } from './funding.ts';
import { without } from './masking.ts';
import { placeIn } from './place.ts';
import { namesOnlyHeld, servicesIn } from './service.ts';
import type { Found } from './pattern.ts';
import type { Slots, Utterance } from './understood.ts';
import { urgencyIn } from './urgency.ts';
import type { Vocabulary } from './vocabulary.ts';

export type About = Pick<Utterance, 'pending' | 'today' | 'forClient'>;

/** What is to be done, by which company, where and when. */
export function factsIn(said: string, { pending, today, forClient }: About, vocabulary: Vocabulary): Slots {
  const text = asOwn(withoutOthers(said, vocabulary), forClient === true, vocabulary);
  const dates = datesIn(text, today, vocabulary);
  const start = dates.find(
    (date) => !date.past && !isOfCapital(text, date, vocabulary) && !isOnlyClaimed(text, date, vocabulary),
  );
  const rest = without(text, dates);
  const services = servicesIn(rest, vocabulary);
  const capital = capitalIn(rest, pending, vocabulary);
  const fundingOrigin = fundingIn(rest, pending, vocabulary);
  const urgency = urgencyIn(rest, vocabulary);
  // How far a licence reaches that the company has says nothing of what it wants, unless that was asked.
  const isOfHeld = services.length === 0 && pending !== 'scope' && namesOnlyHeld(rest, vocabulary);
  return {
    ...(services.length > 0 && { licence: services.length === 1 ? (services[0] as string) : services }),
    ...(capital && { capital }),
    ...(fundingOrigin && { fundingOrigin }),
    ...(isOfHeld ? {} : placeIn(rest, pending, vocabulary)),
    ...(start && { startDate: start.date }),
    ...(urgency && { urgency }),
  };
}

/** "We raised it to 8 million in March", 认缴到2031年5月: when the capital changes is not when the business begins. */
function isOfCapital(text: string, { start }: Found, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  if (!words['capital.dated'].has(text)) return false;
  return clausesOf(text, vocabulary).some(
    (clause) => clause.start <= start && start < clause.end && words['capital.dated'].has(clause.text),
  );
}

/** "一般人家都是直接办全国吗", "do people usually go nationwide?": what is asked of others is told of nobody. */
function withoutOthers(text: string, vocabulary: Vocabulary): string {
  const { words } = vocabulary;
  if (!words['ask.others'].has(text)) return text;
  const others = clausesOf(text, vocabulary).filter(
    ({ text: clause }) => words['ask.others'].has(clause) && words['ask.any'].has(clause),
  );
  return without(text, others);
}

/**
 * "我是代理，帮客户问，客户注册资本3000万": who asks for a client tells of the company that is to have the licence as if it were their own. A
 * branch is no company of its own, so "总部3000万，分公司没有" tells of the one company there is.
 */
function asOwn(text: string, forClient: boolean, { words }: Vocabulary): string {
  const clients = forClient || words['applicant.represented'].has(text) ? words['applicant.client'].all(text) : [];
  const heads = words['company.branch'].has(text) ? words['company.head-office'].all(text) : [];
  return [...clients, ...heads]
    .toSorted((a, b) => a.start - b.start)
    .reduceRight((told, { start, end }) => {
      const own = /[a-z]/.test(text[start] ?? '') ? 'our company' : '我们公司';
      return told.slice(0, start) + own + told.slice(end);
    }, text);
}
