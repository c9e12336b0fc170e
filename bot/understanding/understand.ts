import { capitalIn } from './capital.ts';
import { companyIn } from './company.ts';
import { emailIn, wechatIn } from './contact.ts';
import { datesIn } from './date.ts';
import { fundingIn } from './funding.ts';
import { intentsIn } from './intents.ts';
import { nameIn } from './name.ts';
import { normalise, plain } from './normalise.ts';
import type { Found } from './pattern.ts';
import { phoneIn } from './phone.ts';
import { placeIn } from './place.ts';
import { servicesIn } from './service.ts';
import type { Hearing, Slots, Understood } from './understood.ts';
import { urgencyIn } from './urgency.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Reads one message by rules. Pure; what is not stated stays absent. */
export function understand(hearing: Hearing, vocabulary: Vocabulary): Understood {
  const written = plain(hearing.text);
  const text = normalise(written);
  const { pending } = hearing;
  const slots: Slots = {};
  const email = emailIn(text);
  if (email) slots.email = email.value;
  const unmailed = without(text, [email]);
  const phone = phoneIn(unmailed, pending, vocabulary);
  if (phone) slots.phone = phone.phone;
  const wechat = wechatIn(without(unmailed, []), { pending, phone }, vocabulary);
  if (wechat) slots.wechat = written.slice(wechat.start, wechat.end);
  if (wechat && phone && wechat.start === phone.start) slots.wechat = phone.phone;
  const uncontacted = without(unmailed, [phone, wechat]);
  const company = companyIn(uncontacted, written, vocabulary);
  if (company) slots.company = company.value;
  const uncompanied = without(uncontacted, [company]);
  const name = nameIn(uncompanied, { pending, written: without(written, [email, phone, wechat, company]) }, vocabulary);
  if (name) slots.name = written.slice(name.start, name.end);
  const dates = datesIn(uncompanied, hearing.today, vocabulary);
  const start = dates.find((date) => !date.past);
  if (start) slots.startDate = start.date;
  const rest = without(uncompanied, [...dates, name]);
  const services = servicesIn(rest, vocabulary);
  if (services.length > 0) slots.licence = services.length === 1 ? (services[0] as string) : services;
  const capital = capitalIn(rest, pending, vocabulary);
  if (capital) slots.capital = capital.capital;
  const funding = fundingIn(rest, pending, vocabulary);
  if (funding) slots.fundingOrigin = funding;
  Object.assign(slots, placeIn(rest, pending, vocabulary));
  const urgency = urgencyIn(rest, vocabulary);
  if (urgency) slots.urgency = urgency;
  return { slots, intents: intentsIn(rest, vocabulary), corrections: [] };
}

/** What one reading has taken no other may take: it becomes blank, in place. */
function without(text: string, spans: readonly (Found | null)[]): string {
  return spans.reduce(
    (rest, span) => (span ? rest.slice(0, span.start) + '\u0001'.repeat(span.end - span.start) + rest.slice(span.end) : rest),
    text,
  );
}
