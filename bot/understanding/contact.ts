import { everywhere, grammar } from './grammar.ts';
import type { Found } from './pattern.ts';
import { matchesIn } from './matches.ts';
import type { PhoneRead } from './phone.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface TextRead extends Found {
  readonly value: string;
}

const signed = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g;
const at = grammar`@| ?[[(<{]at[\])>}] ?| ?${'email.at'} ?`;
const dot = everywhere` ?[[(<{]dot[\])>}] ?| ?${'email.dot'} ?`;
const voiced = everywhere`(?<![a-z0-9._%+-])[a-z0-9](?:[a-z0-9._%+-]|(?<=[a-z0-9])(?:${'email.dot'}| ${'email.dot'} )(?=[a-z0-9])){0,63}(?:@| ?[[(<{]at[\])>}] ?| ?${'email.at'} ?)[a-z0-9-]{1,63}(?:(?:\.| ?[[(<{]dot[\])>}] ?| ?${'email.dot'} ?)[a-z0-9-]{1,63}){0,3}(?:\.| ?[[(<{]dot[\])>}] ?| ?${'email.dot'} ?)[a-z]{2,10}(?![a-z0-9])`;

/** An e-mail address; "艾特", "点", "at" and "dot" of voice input become signs. */
export function emailIn(text: string, { expression }: Vocabulary): TextRead | null {
  if (!expression(at).test(text)) return null;
  for (const match of matchesIn(text, /^[^点]*@[^点]*$/.test(text) ? signed : expression(voiced))) {
    const value = match[0].replace(expression(at), '@').replace(expression(dot), '.');
    if (/^[^@ ]+@[^@ ]+\.[a-z]+$/.test(value)) return { value, start: match.index, end: match.index + match[0].length };
  }
  return null;
}

/** A WeChat id, or the phone number where both are one. QQ, LINE and WhatsApp are not WeChat. */
export function wechatIn(
  text: string,
  about: { pending: Pending; phone: PhoneRead | null },
  vocabulary: Vocabulary,
): TextRead | null {
  const { phone, pending } = about;
  const { words, expression } = vocabulary;
  const lead = expression(led).exec(text);
  if (lead?.[1] && !expression(noId).test(lead[1])) return ending(lead[1], lead.index + lead[0].length);
  if (phone && isWechat(text, phone, vocabulary)) return { value: phone.phone, start: phone.start, end: phone.end };
  // 加微信发我合同看看 zhang_test88
  const mayBeId = asksForContact.has(pending) || namesId.some((list) => words[list].has(text));
  return mayBeId && !words['wechat.other'].has(text) ? bareIdIn(text, vocabulary) : null;
}

const isWechat = (text: string, phone: PhoneRead, { words, expression }: Vocabulary): boolean =>
  !words['wechat.apart'].has(text) &&
  (words['wechat.same'].has(text) || expression(leadsNumber).test(text.slice(0, phone.start)));

const namesId = ['wechat.apart', 'correction.slot.wechat'] as const;

interface MessengerRead extends Found {
  /** The messenger, with which it begins. */
  readonly name: string;
  /** With which it ends. */
  readonly id: string;
}

/**
 * "我的LINE是 taiwan_wang", "QQ 1234567", "we use LINE, my id is harbour88": the id with the name of the messenger. A telephone line has none,
 * and "line 4001234567" is one only where a contact was asked for.
 */
export function messengerIn(text: string, pending: Pending, { expression }: Vocabulary): MessengerRead | null {
  const found = expression(messaged).exec(text);
  if (!found) return null;
  const [whole, name = '', isNamed, id = ''] = found;
  const end = found.index + whole.length;
  return isId(id, { name, isNamed: isNamed !== undefined }, pending) ? { start: found.index, end, name, id } : null;
}

function isId(id: string, { name, isNamed }: { name: string; isNamed: boolean }, pending: Pending): boolean {
  if (/^\d+$/.test(id)) return isNamed || numberedOnes.has(name) || asksForContact.has(pending);
  return /[a-z]/.test(id) && (isNamed || /[\d_.]/.test(id));
}

/** Their ids are numbers. */
const numberedOnes: ReadonlySet<string> = new Set(['qq', '扣扣', '企鹅']);

function bareIdIn(text: string, { expression }: Vocabulary): TextRead | null {
  const bare = /(?<![a-z0-9@._-])(?![ab]\d-\d)(?=[a-z0-9_-]*[\d_-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9@._-])/.exec(text);
  if (!bare || expression(numbered).test(text.slice(Math.max(0, bare.index - 8), bare.index))) return null;
  return isCompound(bare[0], text) ? null : ending(bare[0], bare.index + bare[0].length);
}

/** "Paid-up capital" and "follow-up" are words; alone in a message, or behind 是, such a thing may be an id. */
const isCompound = (bare: string, text: string): boolean =>
  /^[a-z]+(?:-[a-z]+)+$/.test(bare) && bare !== text.trim() && !/[是为:] ?$/.test(text.slice(0, text.indexOf(bare)));

const asksForContact: ReadonlySet<Pending> = new Set(['contact', 'consent']);

const ending = (value: string, end: number): TextRead => ({ value, start: end - value.length, end });

const leadsNumber = grammar`${'wechat.name'}${'wechat.is'}?${'wechat.after'}?[ :,]{0,2}$`;
const led = grammar`${'wechat.name'} ?${'wechat.is'}?${'wechat.after'}?[ :,]{0,3}([a-z][a-z0-9_-]{5,19})(?![a-z0-9@._-])`;
/** 车牌 粤B12345, 单号 SF…: the number of something else. */
const numbered = grammar`${'phone.other'}`;
const messaged = grammar`(?<![a-z]|the |a |phone |land|hot|on|service |support |straight |bottom )(${'messenger.name'})[ ,;]{0,2}(?:${'messenger.use'}[ ,;?!]{0,2})?(?:${'messenger.own'} ?)?(${'messenger.id'})?[ :]{0,2}(?:${'wechat.is'} ?)?[ :]{0,2}([a-z0-9][a-z0-9_.-]{3,31})(?![a-z0-9@._-])`;
const noId = grammar`^${'wechat.no-id'}$`;
