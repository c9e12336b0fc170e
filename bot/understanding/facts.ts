import { capitalIn } from './capital.ts';
import { clausesOf } from './clauses.ts';
import { isOnlyClaimed } from './date-claimed.ts';
import { type DateRead, datesIn } from './date.ts';
import { fundingIn } from './funding.ts';
import { without } from './masking.ts';
import { placeIn } from './place.ts';
import { isRepresented } from './standing.ts';
import { namesOnlyHeld, servicesIn } from './service.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots, Utterance } from './understood.ts';
import { urgencyIn } from './urgency.ts';
import type { Vocabulary } from './vocabulary.ts';

export type About = Pick<Utterance, 'pending' | 'today' | 'forClient'>;

/** What is to be done, by which company, where and when. */
export function factsIn(said: string, { pending, today, forClient }: About, vocabulary: Vocabulary): Slots {
  const isForOther = isRepresented(said, forClient, vocabulary);
  const text = asOwn(withTheirs(withoutOthers(said, vocabulary), { isForOther, pending }, vocabulary), isForOther, vocabulary);
  const dates = datesIn(text, today, vocabulary);
  const start = startOf(text, dates, vocabulary);
  const rest = without(text, dates);
  const services = servicesMeant(rest, vocabulary);
  const capital = capitalIn(rest, pending, vocabulary);
  const fundingOrigin = fundingIn(withoutCustomer(rest, isForOther, vocabulary), pending, vocabulary);
  const urgency = hurryIn({ text, rest, start }, vocabulary);
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

function startOf(text: string, dates: readonly DateRead[], vocabulary: Vocabulary): DateRead | undefined {
  return dates.find((date) => !date.past && !isOfCapital(text, date, vocabulary) && !isOnlyClaimed(text, date, vocabulary));
}

/** 过完国庆再弄 tells a day, and that there is no hurry. */
function hurryIn(
  { text, rest, start }: { text: string; rest: string; start: DateRead | undefined },
  vocabulary: Vocabulary,
): Slots['urgency'] | null {
  const later = start ? vocabulary.words['urgency.later'].all(text) : [];
  const isLater = later.some((found) => start && found.start <= start.start && found.end >= start.end);
  return urgencyIn(rest, vocabulary) ?? (isLater ? 'later' : null);
}

/** "We run a BPO and want a licence": who answers or makes calls for others wants the licence for that, unless another is named. */
function servicesMeant(text: string, vocabulary: Vocabulary): readonly string[] {
  const { words } = vocabulary;
  const named = servicesIn(withoutOffers(text, vocabulary), vocabulary);
  if (named.length > 0 || !words['trade.for-others'].has(text)) return named;
  const isWish = (clause: string): boolean => words['licence.wished'].has(clause) && !words['ask.any'].has(clause);
  return clausesOf(text, vocabulary).some((clause) => isWish(clause.text)) ? [forCallers] : [];
}

/** 别家还包年检: what others offer is not wished for. */
function withoutOffers(text: string, vocabulary: Vocabulary): string {
  const { words } = vocabulary;
  // 费用包括年检吗 wishes for no inspection.
  if (words['inspection.included'].has(text)) return without(text, words['inspection.included'].all(text));
  if (!words.rivals.has(text) || !words['rivals.includes'].has(text)) return text;
  return without(
    text,
    clausesOf(text, vocabulary).filter(({ text: clause }) => words.rivals.has(clause) && words['rivals.includes'].has(clause)),
  );
}

const forCallers = 'callcentre';

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
function asOwn(text: string, isForOther: boolean, { words }: Vocabulary): string {
  const clients = isForOther ? words['applicant.client'].all(text) : [];
  const heads = words['company.branch'].has(text) ? words['company.head-office'].all(text) : [];
  return [...clients, ...heads]
    .toSorted((a, b) => a.start - b.start)
    .reduceRight((told, { start, end }) => {
      const own = /[a-z]/.test(text[start] ?? '') ? 'our company' : '我们公司';
      return told.slice(0, start) + own + told.slice(end);
    }, text);
}

/** "Their registered capital is 5 million" to the question for it, or of a client: where no other company is named it is of the one asked for. */
function withTheirs(text: string, about: { isForOther: boolean; pending: Pending }, { words }: Vocabulary): string {
  const their = about.isForOther || about.pending === 'capital' ? words['applicant.their'].find(text) : null;
  if (their === null || words['capital.others'].has(text.slice(0, their.start) + text.slice(their.end))) return text;
  const own = /[a-z]/.test(text[their.start] ?? '') ? 'our company' : '我们公司';
  return text.slice(0, their.start) + own + text.slice(their.end);
}

/** "Our US company, as the customer", "is our US company liable if they have none?": who is served by the applicant holds none of it. */
function withoutCustomer(text: string, isForOther: boolean, vocabulary: Vocabulary): string {
  const { words } = vocabulary;
  const clauses = clausesOf(text, vocabulary);
  const isCustomers = isForOther && words['applicant.customer'].has(text);
  const ofCustomer = clauses.filter((clause, index) => {
    const said = clause.text.trim();
    const next = clauses[index + 1]?.text.trim() ?? '';
    const isNamed = words['applicant.customer'].has(said) || (apposed.test(next) && words['applicant.customer'].has(next));
    return (
      isNamed ||
      (isCustomers && asker.test(said)) ||
      ((isForOther || words['ask.any'].has(said)) && words['applicant.liability'].has(said))
    );
  });
  return without(text, ofCustomer);
}

/** "Our US company, as the customer": said of whom stands before it. */
const apposed = /^(?:as |作为|身为|做为)/;
/** "Our company" and 我们公司 stand for the applicant's by now. */
const asker = /^(?:we\b|our (?!company)|我们(?!公司)|我司|我方)/;
