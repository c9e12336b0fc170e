import type { Found } from './pattern.ts';
import type { PhoneRead } from './phone.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface TextRead extends Found {
  readonly value: string;
}

const mark = '@| ?艾特 ?| ?爱特 ?|\\[at\\]|\\(at\\)| at ';
const signed = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g;
const voiced = new RegExp(
  `(?<![a-z0-9._%+-])[a-z0-9](?:[a-z0-9._%+-]|(?<=[a-z0-9])点(?=[a-z0-9])){0,63}(?:${mark})[a-z0-9-]{1,63}(?:(?:\\.| ?点 ?| dot )[a-z0-9-]{1,63}){0,3}(?:\\.| ?点 ?| dot )[a-z]{2,10}(?![a-z0-9])`,
  'g',
);

/** An e-mail address; "艾特", "点", "at" and "dot" of voice input become signs. */
export function emailIn(text: string): TextRead | null {
  if (!/@|艾特|爱特|[[( ]at[\]) ]/.test(text)) return null;
  for (const match of text.matchAll(/^[^点]*@[^点]*$/.test(text) ? signed : voiced)) {
    const value = match[0].replace(new RegExp(mark), '@').replace(/ ?点 ?| dot /g, '.');
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
  const { words } = vocabulary;
  const lead = led.exec(text);
  if (lead?.[1] && !isWord.test(lead[1])) return ending(lead[1], lead.index + lead[0].length);
  if (phone && (words['wechat.same'].has(text) || leadsNumber.test(text.slice(0, phone.start)))) {
    return { value: phone.phone, start: phone.start, end: phone.end };
  }
  if (pending !== 'contact' || words['wechat.other'].has(text)) return null;
  const bare = /(?<![a-z0-9@._-])(?=[a-z0-9_-]*[\d_-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9@._-])/.exec(text);
  return bare && ending(bare[0], bare.index + bare[0].length);
}

const ending = (value: string, end: number): TextRead => ({ value, start: end - value.length, end });

const leadsNumber =
  /(?:微信|wechat|weixin|(?<![a-z])(?:wx|vx|v))(?:号码|号)?(?:是|为|加|搜)?(?:吧|哈|呗|哦|呀|就行|即可|好了)?[ :,]{0,2}$/;
const led =
  /(?:微信|薇信|威信|微芯|wechat|weixin|(?<![a-z])(?:wx|vx|v信|v(?=[ :号]|加)))(?:号码|号|账号)?(?: ?id)?(?: is|是|为|就是|加|的)?[ :]{0,3}([a-z][a-z0-9_-]{5,19})(?![a-z0-9@._-])/;
const isWord = /^(?:number|account|please|contact|wechat|weixin|same|thanks|instead)$/;
