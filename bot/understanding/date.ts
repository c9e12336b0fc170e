import { matchesIn } from './matches.ts';
import { namedDaysIn } from './named-days.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface DateRead extends Found {
  readonly date: string;
  /** A founding or other past date, or one that is given up: only a place that no other reading may use. */
  readonly past: boolean;
}

/** Calendar dates of a message: 5月1号, 明年三月, 2026-10-01, "June 1st", Q3. */
export function datesIn(text: string, today: string, { words }: Vocabulary): readonly DateRead[] {
  const found: DateRead[] = namedDaysIn(text, today, words).map((day) => ({ ...day, past: false }));
  if (!/\d|月|季|[a-z]{3}|下(?:个?星期|个?礼拜|周)/.test(text)) return found;
  const collect = (pattern: RegExp, dated = dateOf): void => {
    for (const match of matchesIn(text, pattern)) if (!isVerb(match, text)) found.push(dated(match, today));
  };
  if (text.includes('月')) collect(chinese);
  if (monthName.test(text)) collect(english);
  if (text.includes('20')) collect(numeric);
  if (text.includes('.')) collect(pointed);
  if (/季|q\d/.test(text)) collect(quarter, quarterOf);
  if (/月|month/.test(text)) collect(ofMonth, ofMonthAfter);
  if (/下(?:个?星期|个?礼拜|周)|next/.test(text)) collect(ofNextWeek, ofWeekAfter);
  return found.map((read) => ({
    ...read,
    past:
      read.past ||
      words['date.past'].has(text.slice(wholeWordFrom(text, read.start - 8), read.end + 10)) ||
      words['date.off'].at(text, read.end) !== null,
  }));
}

/** "Expires in August": a word that is cut in two would not be known. */
function wholeWordFrom(text: string, at: number): number {
  const start = Math.max(0, at);
  return start - (/[a-z]*$/.exec(text.slice(0, start))?.[0].length ?? 0);
}

/** The date by which something is wanted: 6月1日前, 保证6月拿到, "before June"; of a month that is meant to its end, its last day. */
export function dueIn(text: string, today: string, vocabulary: Vocabulary): string | null {
  const { words } = vocabulary;
  const due = datesIn(text, today, vocabulary).find(
    ({ start, end, past }) =>
      !past && (words['date.due.after'].at(text, end) !== null || words['date.due.before'].upTo(text, start) !== null),
  );
  if (!due) return null;
  const isToItsEnd = due.date.length === 7 && words['date.month-end'].has(text.slice(Math.max(0, due.start - 14), due.end + 6));
  return isToItsEnd ? lastDayOf(due.date) : due.date;
}

function lastDayOf(month: string): string {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, of, 0)).toISOString().slice(0, 10);
}

const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const chinese = new RegExp(
  `(?<![\\d一二三四五六七八九十])(?:(?<year>20\\d\\d|[二][零〇][一二三四五六七八九零〇]{2})年|(?<relative>今年|明年|后年|去年|前年|出年))?(?:的)?(?<month>${number})月(?!份?内|之内|以内)(?:份|初|上旬|(?<middle>中旬|中(?![\\u4e00-\\u9fff]|旬)|中(?=之?前|以前|开))|(?<late>下旬)|底|末)?(?:(?<day>${number})[号日])?`,
  'g',
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The rest of a month's name; "Jane" is none. */
const ends =
  '(?<=jan)uary|(?<=feb)ruary|(?<=mar)ch|(?<=apr)il|(?<=jun)e|(?<=jul)y|(?<=aug)ust|(?<=sep)t(?:ember)?|(?<=oct)ober|(?<=nov|dec)ember';
const monthName = new RegExp(months.join('|'));
const english = new RegExp(
  `(?<![a-z])(?:(?<dayFirst>\\d{1,2})(?:st|nd|rd|th)? (?:of )?)?(?<name>${months.join('|')})(?:${ends})?(?![a-z])\\.?(?: (?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d))?(?:,? (?<year>20\\d\\d))?`,
  'g',
);
const numeric = /(?<![\d.-])(?<year>20\d\d)[-/.年](?<month>\d{1,2})(?:[-/.月](?<day>\d{1,2})[日号]?)?(?![\d-])/g;
/** 6.18之前: without a word for what it is, it may be a number of another kind. */
const pointed = /(?<![\d.])(?<month>1[0-2]|[1-9])\.(?<day>[12]\d|3[01]|[1-9])(?=之?前|以前|上线|开业|大促|号前)/g;
const quarter = /(?<![a-z])q(?<q>[1-4])(?!\d)|第?(?<han>[一二三四1-4])季度|第(?<nth>[一二三四1-4])季/g;
/** A day of this month or one of the next: 下个月15号, "the 15th of next month". */
const ofMonth = new RegExp(
  `(?:(?<next>下下|下)|[这本当])个?月(?:的)?(?<day>${number})[号日]|(?<![a-z\\d])(?<dayFirst>\\d{1,2})(?:st|nd|rd|th) of (?:this|(?<following>next)) month`,
  'g',
);

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 从下周一开始算, "starting next Monday", 下周就启动: only as the day on which something begins; 下周 by itself says that there is haste. */
const beginning =
  '(?:我们|我|咱们)?(?:就|马上|立刻)?(?:想|要|能|可以|打算|准备|正式|得|直接)*(?:开始|启动|动手|开工|着手|起步)(?!吗|么|可以吗|行吗|不|[^,。]{0,4}(?:打|联系|出差|休|放假|忙|给我|度假|上班))';
const ofNextWeek = new RegExp(
  `下(?:个?星期|个?礼拜|周)(?<han>[一二三四五六日天])(?=就?(?:开始|起|启动|动手|出发|算|开工))|下(?:个?星期|个?礼拜|周)(?=${beginning})|(?<=(?:from|start|starts|starting|begin|beginning|kick off)(?: on)? )next (?:week|(?<name>${weekdays.join('|')})(?:s|nes|rs?|ur)?(?:day)?)(?![a-z])`,
  'g',
);

function dateOf(match: RegExpMatchArray, today: string): DateRead {
  const groups = match.groups ?? {};
  const month = groups['name'] ? months.indexOf(groups['name']) + 1 : small(groups['month']);
  const day = dayOf(groups);
  const year = yearOf(groups, `${two(month)}-${day > 0 ? two(day) : '31'}`, today);
  const date = `${year}-${two(month)}${day > 0 ? `-${two(day)}` : ''}`;
  const start = match.index ?? 0;
  // An earlier month of this year may be a plan that slipped; what is over says so itself.
  const valid = month >= 1 && month <= 12 && day <= 31;
  return { date, start, end: start + match[0].length, past: !valid || date < today.slice(0, 4) };
}

/** Of 中旬 the middle, of 下旬 the day with which it begins; 0 for a month as a whole. */
function dayOf({ day, dayFirst, middle, late }: Record<string, string | undefined>): number {
  if (late !== undefined) return 21;
  return middle === undefined ? small(day ?? dayFirst) : 15;
}

/** "we may bring in" is no month. */
function isVerb({ groups, index }: RegExpMatchArray, text: string): boolean {
  if (groups?.['name'] !== 'may' || groups['day'] || groups['dayFirst'] || groups['year']) return false;
  return !/(?:in|by|before|until|from|since|of|early|late|mid|this|next|around)[ -]$/.test(
    text.slice(Math.max(0, (index ?? 0) - 8), index),
  );
}

/** Without a year the next such day is meant. */
function yearOf(groups: Record<string, string | undefined>, monthAndDay: string, today: string): number {
  const thisYear = Number(today.slice(0, 4));
  const year = groups['year'];
  if (year) return /^\d/.test(year) ? Number(year) : Number(Array.from(year, digitOf).join(''));
  const relative: Record<string, number> = { 今年: 0, 明年: 1, 出年: 1, 后年: 2, 去年: -1, 前年: -2 };
  const shift = relative[groups['relative'] ?? ''];
  if (shift !== undefined) return thisYear + shift;
  return monthAndDay < today.slice(5) ? thisYear + 1 : thisYear;
}

function quarterOf(match: RegExpMatchArray, today: string): DateRead {
  const which = match.groups?.['q'] ? Number(match.groups['q']) : small(match.groups?.['han'] ?? match.groups?.['nth']);
  const month = which * 3 - 2;
  const start = match.index ?? 0;
  return { date: `${yearOf({}, `${two(month + 2)}-31`, today)}-${two(month)}`, start, end: start + match[0].length, past: false };
}

function ofMonthAfter({ groups = {}, index: start = 0, 0: { length } }: RegExpMatchArray, today: string): DateRead {
  const ahead = groups['following'] ? 1 : (groups['next'] ?? '').length;
  const day = small(groups['day'] ?? groups['dayFirst']);
  const month = Number(today.slice(5, 7)) - 1 + ahead;
  const date = new Date(Date.UTC(Number(today.slice(0, 4)), month, day)).toISOString().slice(0, 10);
  // The thirty-first of a month that has none would be of another.
  const isReal = day > 0 && date.endsWith(`-${two(day)}`);
  return { date, start, end: start + length, past: !isReal || date < today };
}

function ofWeekAfter({ groups = {}, index: start = 0, 0: { length } }: RegExpMatchArray, today: string): DateRead {
  const han = '一二三四五六日'.indexOf((groups['han'] ?? '').replace('天', '日'));
  // Of a week as a whole it is the Monday.
  const day = groups['name'] ? weekdays.indexOf(groups['name']) : Math.max(0, han);
  const from = new Date(`${today}T00:00:00Z`);
  const monday = from.getUTCDate() - ((from.getUTCDay() + 6) % 7) + 7;
  from.setUTCDate(monday + day);
  return { date: from.toISOString().slice(0, 10), start, end: start + length, past: false };
}

function small(words: string | undefined): number {
  if (!words) return 0;
  if (/^\d/.test(words)) return Number(words);
  const [tens, ones] = words.includes('十') ? words.split('十') : ['零', words];
  return (tens ? digitOf(tens) : 1) * 10 + (ones ? digitOf(ones) : 0);
}

const digitOf = (digit: string): number => Math.max(0, '零一二三四五六七八九'.indexOf(digit));

const two = (value: number): string => String(value).padStart(2, '0');
