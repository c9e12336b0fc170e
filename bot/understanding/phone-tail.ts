import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import type { PhoneRead } from './phone.ts';
import { spokenDigits } from './spoken-digits.ts';
import type { Understood } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Tail extends Found {
  readonly digits: string;
}

/** "打错了,尾号是7777", "136…6666, 啊不对是七七七七": of a number that is known only the last digits are put right. */
export function phoneTailIn(text: string, phone: PhoneRead | null, { words }: Vocabulary): Tail | null {
  // Looking for every turn takes time, and most messages have nothing to turn.
  if (!phone && !words['phone.tail'].has(text)) return null;
  const turns = corrections.flatMap((list) => words[list].all(text));
  if (turns.length === 0) return null;
  return namedTail(text, phone?.end ?? 0, words) ?? (phone && tailBehind(text, { phone, turns }));
}

function namedTail(text: string, from: number, words: Vocabulary['words']): Tail | null {
  for (const { start, end } of words['phone.tail'].all(text)) {
    const tail = start < from ? null : (digitsAt(behind, text, end) ?? digitsUpTo(text, start));
    if (tail) return tail;
  }
  return null;
}

/** Right behind the number, a few digits alone take the place of its last ones. */
function tailBehind(text: string, { phone, turns }: { phone: PhoneRead; turns: readonly Found[] }): Tail | null {
  const anew = turns.filter(({ start }) => start >= phone.end).at(-1);
  return anew ? digitsAt(alone, text, anew.end) : null;
}

/** A number with its last digits put right. */
export const withTail = (phone: string, tail: Pick<Tail, 'digits'> | null): string =>
  tail ? phone.slice(0, -tail.digits.length) + tail.digits : phone;

/** The last digits alone, for a number that was told before. */
export const tailTold = (tail: Tail | null): Pick<Understood, 'phoneTail'> => (tail ? { phoneTail: tail.digits } : {});

/** The last digits are no amount. */
export const withoutTail = <T extends { readonly text: string; readonly written: string }>(message: T, tail: Tail | null): T =>
  tail ? { ...message, text: without(message.text, [tail]), written: without(message.written, [tail]) } : message;

const corrections = ['correction.mark', 'correction.change', 'correction.weak'] as const;

const digit = '[\\d零〇洞一幺二两三四五六七拐八九]';
const row = `(${digit}{1,6})(?!${digit}|[万千百亿位个])`;
const behind = new RegExp(`^[^;。!?\\d零〇洞幺]{0,14}?${row}`);
const alone = new RegExp(`^[ ,.是对应该为改成:啊呀]{0,6}(?=${digit}{2})${row}[ .。!啊呀哈的]*$`);
const before = new RegExp(`(?<!${digit})(${digit}{2,6}) $`);

function digitsAt(words: RegExp, text: string, at: number): Tail | null {
  const found = words.exec(text.slice(at));
  const [whole, written] = found ?? [];
  if (whole === undefined || written === undefined) return null;
  const start = at + whole.indexOf(written, words === behind ? whole.length - written.length : 0);
  return { start, end: start + written.length, digits: inDigits(written) };
}

/** "7777 at the end" */
function digitsUpTo(text: string, at: number): Tail | null {
  const written = before.exec(text.slice(0, at))?.[1];
  return written === undefined ? null : { start: at - 1 - written.length, end: at - 1, digits: inDigits(written) };
}

const inDigits = (written: string): string => Array.from(written, (one) => spokenDigits.get(one) ?? one).join('');
