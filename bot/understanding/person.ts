import { companyIn } from './company.ts';
import { emailIn, messengerIn, wechatIn } from './contact.ts';
import { grammar } from './grammar.ts';
import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import { nameIn } from './name.ts';
import { phoneIn, type PhoneRead } from './phone.ts';
import { phoneTailIn, type Tail, withTail } from './phone-tail.ts';
import type { Pending, Slots, Understood } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A message in both spellings; a span in one is the same span in the other. */
export interface Message {
  readonly text: string;
  readonly written: string;
  readonly pending: Pending;
  /** The name of the company was wrong: what it is instead is one. */
  readonly isCompanyWrong?: boolean;
}

interface Person {
  readonly slots: Slots;
  readonly rest: string;
  /** The last digits of a number that is known, where they were wrong. */
  readonly tail: Tail | null;
  /** "联系我 0571-…" gives the number to be used. */
  readonly invitation: Pick<Understood, 'allowsContact'>;
}

/** Who is speaking and how to reach them; `rest` is the message without it. */
export function personIn({ text, written, pending, ...wrong }: Message, vocabulary: Vocabulary): Person {
  const email = emailIn(text, vocabulary);
  const unmailed = without(text, [email]);
  const phone = phoneIn(unmailed, pending, vocabulary);
  const wechat = wechatIn(unmailed, { pending, phone }, vocabulary);
  const tail = phoneTailIn(unmailed, phone, vocabulary);
  const unreached = without(unmailed, [phone, wechat, tail]);
  const second = secondIn(unreached, { phone, wechat, pending }, vocabulary);
  const messenger = messengerIn(unreached, pending, vocabulary);
  const uncontacted = without(unreached, [messenger, second]);
  const company = companyIn({ text: uncontacted, written, pending, ...wrong }, vocabulary);
  const uncompanied = without(uncontacted, [company]);
  const name = nameIn(
    uncompanied,
    { pending, written: without(written, [email, phone, wechat, messenger, company]) },
    vocabulary,
  );
  const slots: Slots = {
    ...(phone && !isOnlyWechat(text, { phone, wechat }, vocabulary) && { phone: withTail(phone.phone, tail) }),
    ...(wechat && { wechat: /^\d/.test(wechat.value) ? wechat.value : written.slice(wechat.start, wechat.end) }),
    ...(email && { email: email.value }),
    ...withSecond(phone, second),
    ...(messenger && { messenger: idWithName(written, messenger) }),
    ...(company && { company: company.value }),
    ...(name && { name: name.value }),
  };
  const unnamed = without(uncompanied, [name && calling(uncompanied, name, vocabulary)]);
  const lead = leadOf(unnamed, [phone, wechat], vocabulary);
  return { slots, rest: without(unnamed, [lead]), tail, invitation: invited(unnamed, lead, vocabulary) };
}

/** "我的LINE是 chen_tw88" as "LINE chen_tw88". */
function idWithName(written: string, { start, end, name, id }: NonNullable<ReturnType<typeof messengerIn>>): string {
  return `${written.slice(start, start + name.length)} ${written.slice(end - id.length, end)}`;
}

/** "0755-26881234 手机 13423456789": the mobile is the one to call, and the other is kept beside it. */
function withSecond(first: PhoneRead | null, second: PhoneRead | null): Pick<Slots, 'phone' | 'messenger'> {
  if (!first || !second || first.phone === second.phone) return {};
  const isFirst = mobile.test(first.phone) || !mobile.test(second.phone);
  return isFirst ? { messenger: second.phone } : { phone: second.phone, messenger: first.phone };
}

const mobile = /^1[3-9]\d{9}$/;

/** "138…, 不对, 是139…" gives one number. */
function secondIn(
  text: string,
  { phone, wechat, pending }: { phone: PhoneRead | null; wechat: Found | null; pending: Pending },
  vocabulary: Vocabulary,
): PhoneRead | null {
  // "微信 138…" may be no phone at all.
  if (!phone || wechat?.start === phone.start) return null;
  return corrections.some((list) => vocabulary.words[list].has(text)) ? null : phoneIn(text, pending, vocabulary);
}

const corrections = ['correction.mark', 'correction.change', 'correction.weak'] as const;

/** "别联系我 138…" invites nobody. */
function invited(text: string, lead: Found | null, { words }: Vocabulary): Person['invitation'] {
  return lead === null || words['consent.refused'].has(text) ? {} : { allowsContact: true };
}

/** "联系我13600007788": who says where to be reached asks for nobody. */
function leadOf(text: string, [phone, wechat]: readonly (Found | null)[], { expression }: Vocabulary): Found | null {
  const reached = phone ?? wechat ?? null;
  const lead = reached && expression(leads).exec(text.slice(0, reached.start));
  return lead && { start: lead.index, end: reached.start };
}

/** "Call me Ben" asks for no call, and 业务员小丘 for no one else. */
function calling(text: string, { start, end }: Found, { expression }: Vocabulary): Found {
  const role = expression(inRole).exec(text.slice(0, start));
  if (role) return { start: role.index, end };
  return { start: text.slice(0, start).endsWith('call me ') ? start - 'call me '.length : start, end };
}

/** "微信 138…" gives a WeChat id; "手机就是微信 138…" and "138… 微信同号" give a phone number as well. */
function isOnlyWechat(
  text: string,
  { phone, wechat }: { phone: Found; wechat: Found | null },
  { words, expression }: Vocabulary,
): boolean {
  return (
    wechat?.start === phone.start &&
    expression(called).test(text.slice(Math.max(0, phone.start - 10), phone.start)) &&
    !words['phone.also'].has(text)
  );
}

const leads = grammar`(?<![^,;。!?…\n ])${'contact.lead'}[ :]?$`;
const inRole = grammar`${'name.role'}$`;
const called = grammar`${'wechat.name'}`;
