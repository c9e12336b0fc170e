import { dictated } from './dictation.ts';
import { spokenDigits } from './spoken-digits.ts';
import { grammar } from './grammar.ts';
import type { Found } from './pattern.ts';
import { phoneNumberOf } from './phone-number.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';
import { matchesIn } from './matches.ts';

export interface PhoneRead extends Found {
  readonly phone: string;
}

/** The prospect's own number: digits only, a country code only when it is not +86. Numbers of the wrong length are none. */
export function phoneIn(message: string, pending: Pending, vocabulary: Vocabulary): PhoneRead | null {
  const { words, expression } = vocabulary;
  const { text, placeOf } = dictated(codeFirst(message));
  if (!mayHold(text)) return null;
  const digits = inDigits(text);
  for (const { index: start, 0: written } of matchesIn(digits, run)) {
    const end = start + written.length;
    const around = aroundOf(digits, { start, end, pending });
    const phone = numberOf(written, around, vocabulary) ?? withExtension(written, around, vocabulary);
    if (!phone || words['phone.foreign-owner'].has(text.slice(Math.max(0, start - 14), start))) continue;
    if (expression(asked).test(digits.slice(end))) continue;
    const [whole, extension] = expression(extended).exec(digits.slice(end)) ?? ['', ''];
    return { phone: extension === '' ? phone : `${phone}-${extension}`, start: placeOf(start), end: placeOf(end + whole.length) };
  }
  return null;
}

/** "0755-26881234-806": the last digits may be those of an extension. */
function withExtension(written: string, around: Around, vocabulary: Vocabulary): string | null {
  const [, landline, extension] = /^(0.+)-(\d{1,6})$/.exec(written) ?? [];
  const phone = landline === undefined ? null : numberOf(landline, around, vocabulary);
  return phone && `${phone}-${extension}`;
}

const aroundOf = (digits: string, { start, end, pending }: Found & Pick<Around, 'pending'>): Around => ({
  pending,
  before: digits.slice(Math.max(0, start - 10), start),
  after: digits[end] ?? '',
  following: digits.slice(end, end + 30),
});

/** "我个whatsapp 98765432 852的": an area code behind its number, put before it; all stays as long as it was. */
function codeFirst(message: string): string {
  return message.replace(codeBehind, (...found) => {
    const { number, between, code } = found.at(-1) as Readonly<Record<string, string>>;
    return `${between?.slice(1)}${code} ${number}`;
  });
}

const codeBehind =
  /(?<![\d+-])(?<number>[2-9]\d{3}[ -]?\d{4})(?<between>[ ,(]{1,2}(?:区号|area code|country code|code)?[ :]?)(?<code>85[23])(?!\d)/g;

/** "010-…这个还能用吗" asks about a number. */
const asked = grammar`^ ?${'phone.asked'}`;
const extended = grammar`^ ?(?:${'phone.extension'}|ext\.?|#|-|x) ?(\d{1,6})`;

const run = /(?:(?<![\w@.])|(?<=(?<![\w@.])(?:vx|wx|v|tel|ph)))(?:\+|00)?\(?\d(?:[ \-().·]{0,2}\d){6,16}(?![\d@])/g;

/** Few messages hold seven digits at all. */
function mayHold(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (digitCodes[text.charCodeAt(at)] === 1) count += 1;
  return count >= 7;
}

const digitCodes = new Uint8Array(0x10000);
for (const digit of [...spokenDigits.keys(), ...Array.from('0123456789')]) digitCodes[digit.charCodeAt(0)] = 1;

/**
 * 一三八零零 … as digits; only in runs of seven or more, so that 一千三百 stays what it is, and not around a number that is whole without
 * them: 张三 13800000000.
 */
function inDigits(text: string): string {
  return text.replace(/(?:[零〇洞一幺二两三四五六七拐八九壹贰叁肆伍陆柒捌玖\d][ ,-]?){7,}/g, (found) =>
    /[\u4e00-\u9fff〇]/.test(found) && !wholeNumber.test(found)
      ? found.replace(/[^\d -]/g, (digit) => spokenDigits.get(digit) ?? ' ')
      : found,
  );
}

const wholeNumber = /(?<!\d[ -]?)(?:1[3-9](?:[ -]?\d){9}|0(?:[ -]?\d){9,11})(?![ -]?\d)/;

interface Around {
  readonly pending: Pending;
  readonly before: string;
  readonly after: string;
  readonly following: string;
}

function numberOf(written: string, around: Around, vocabulary: Vocabulary): string | null {
  const digits = written.replace(/\D/g, '').replace(/^00/, '');
  const mainland = digits.replace(/^86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '');
  if (/^1[3-9]\d{9}$/.test(mainland)) return mainland;
  if (/^(?:\+|00)/.test(written)) return foreign(digits);
  if (/^(?:852[2-9]\d{7}|853[26]\d{7}|8869\d{8})$/.test(digits)) return digits;
  if (/^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/.test(mainland)) return mainland;
  const isShort = /^(?:[569]\d{7}|09\d{8})$/.test(digits) || isHotline(digits, around, vocabulary);
  return isShort && isAskedFor(around, vocabulary) ? digits : null;
}

/** Whose hotline a 400 is, is only clear where a number was asked for: "你们是不是400-…" and "400-… 是你们的吗" ask of another's. */
function isHotline(digits: string, { pending, before, following }: Around, { words }: Vocabulary): boolean {
  if (!/^400\d{7}$/.test(digits) || !(pending === 'contact' || pending === 'consent')) return false;
  return !words['ask.any'].has(before) && !words['ask.any'].has(following);
}

/** Eight digits alone may be anything: only a phone after the question or the word, and never behind QQ or within 91510100MA…. */
function isAskedFor({ pending, before, after }: Around, { expression }: Vocabulary): boolean {
  if (/[a-z]/.test(after) || expression(other).test(before)) return false;
  return pending === 'contact' || pending === 'consent' || expression(called).test(before);
}

const other = grammar`${'phone.other'}`;
const called = grammar`${'phone.word'}`;

function foreign(digits: string): string | null {
  const parsed = phoneNumberOf(`+${digits}`);
  if (!parsed?.isPossible()) return null;
  return parsed.countryCallingCode === '86'
    ? /^86(?:10\d{8}|[2-9]\d{9,10})$/.test(digits)
      ? `0${digits.slice(2)}`
      : null
    : digits;
}
