import type { Vocabulary } from './vocabulary.ts';

/** The day at the end of a period that a message sets, "in two months", 三个月内, 下个月就要用: `YYYY-MM-DD`; null where it sets none. */
export function endOfPeriod(text: string, today: string, { words }: Vocabulary): string | null {
  if (words['need.next-month'].has(text)) return endOfNextMonth(today);
  const [year] = ofYear.exec(text) ?? [];
  if (year !== undefined) return later(today, /半|half/.test(year) ? 6 : 12);
  const found = english.exec(text) ?? whether.exec(text) ?? chinese.exec(text);
  return found ? endOf(found.groups ?? {}, today) : null;
}

function endOf({ many = '', unit = '' }: Readonly<Record<string, string | undefined>>, today: string): string {
  const count = /^\d/.test(many) ? Number(many) : (numbers[many] ?? 1);
  return /^month|月/.test(unit) ? later(today, count) : later(today, 0, count * 7);
}

function later(today: string, months: number, days = 0): string {
  const end = new Date(`${today}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + months);
  end.setUTCDate(end.getUTCDate() + days);
  return end.toISOString().slice(0, 10);
}

function endOfNextMonth(today: string): string {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
}

/** Half a year, or one. */
const ofYear =
  /(?<![a-z])(?:in|within) (?:half a|a|one) year(?![a-z])|(?<![前近过满交缴])(?:半|一)年(?:之内|以内|内|够吗|够不够|来得及)/;

const english =
  /(?<![a-z])(?:(?:in|within)(?: the next| just| only| about)? )(?<many>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?<unit>weeks?|months?)(?! ago|['’])(?![a-z])/;
const whether =
  /(?:is|are|would|will) (?<many>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?<unit>weeks?|months?) (?:be )?(?:possible|enough|realistic|doable|feasible)/;
const chinese =
  /(?<![\d前近过满交缴])(?<many>\d{1,2}|[一两二三四五六七八九十])(?<unit>个?月|个?星期|个?礼拜|周)(?:之内|以内|内|够吗|够不够|来得及|行不行|行吗|就?能(?:拿|办|下|批|出)|可以(?:拿|办|下|批|出)|(?:拿|办|搞|弄)得)/;
const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
