import chineseDays from 'chinese-days';

// Its types promise named exports, but Node finds none in its minified CommonJS.
// oxlint-disable-next-line import/no-named-as-default-member
const { getHolidaysInRange, getSolarDateFromLunar, getSolarTermDate, isWorkday } = chineseDays;

const msPerDay = 86_400_000;

/** The working days of each year asked for so far, ascending. A timeline is worked out in many turns, so they are kept. */
const years = new Map<number, readonly string[]>();
const published = new Map<number, boolean>();

/** The first working day on or after this one (or on or before it); days are `YYYY-MM-DD` throughout. */
export function workingDay(day: string, direction: 'from' | 'until' = 'from'): string {
  return direction === 'from' ? forward(day, 1) : back(day, 1);
}

/** The n-th working day when the first one on or after `day` is the first. */
export function forward(day: string, n: number): string {
  let [year, left] = [yearOf(day), n];
  let from = countBefore(workingDaysOf(year), checked(day));
  for (;;) {
    const days = workingDaysOf(year);
    const found = days[from + left - 1];
    if (found !== undefined) return found;
    left -= days.length - from;
    from = 0;
    year++;
  }
}

/** The n-th working day backwards when the last one on or before `day` is the first. */
export function back(day: string, n: number): string {
  let [year, left] = [yearOf(day), n];
  let until = countBefore(workingDaysOf(year), addDays(day, 1));
  for (;;) {
    const found = until >= left ? workingDaysOf(year)[until - left] : undefined;
    if (found !== undefined) return found;
    left -= until;
    year--;
    until = workingDaysOf(year).length;
  }
}

/** The day `n` calendar days later. */
export function addDays(day: string, n: number): string {
  return dayOf(numberOf(day) + n);
}

/** A holiday that stands on another day each year. */
export type MovingHoliday = 'spring' | 'tomb' | 'dragon-boat' | 'moon';

const lunarDays = { spring: '01-01', 'dragon-boat': '05-05', moon: '08-15' } as const;

/** The day of a holiday in a year. */
export function holidayIn(year: number, holiday: MovingHoliday): string {
  if (holiday === 'tomb') return getSolarTermDate(year, 4, 'pure_brightness');
  return getSolarDateFromLunar(`${year}-${lunarDays[holiday]}`).date;
}

/** How many calendar days the second is after the first. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** True when the State Council's calendar of that day's year is known; it comes out each November for the next year. */
export function isPublished(day: string): boolean {
  const year = yearOf(day);
  let known = published.get(year);
  if (known === undefined) {
    // Without weekends only the holidays that the calendar names are left: none for a year it does not know.
    known = getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
    published.set(year, known);
  }
  return known;
}

function workingDaysOf(year: number): readonly string[] {
  let days = years.get(year);
  if (!days) {
    const holidays = isPublished(`${year}-01-01`) ? new Set<string>() : legalHolidays(year);
    const first = numberOf(`${year}-01-01`);
    const last = numberOf(`${year}-12-31`);
    days = Array.from({ length: last - first + 1 }, (_, index) => dayOf(first + index)).filter(
      (day) => isWorkday(day) && !holidays.has(day),
    );
    years.set(year, days);
  }
  return days;
}

/**
 * The days off that the law itself names. Until the year's calendar is out, they are the best that can be said: the days
 * moved around them, to and from weekends, are not decided yet.
 */
function legalHolidays(year: number): Set<string> {
  const lunar = (date: string) => getSolarDateFromLunar(`${year}-${date}`).date;
  const newYear = lunar('01-01');
  return new Set([
    ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((date) => `${year}-${date}`),
    ...[-1, 0, 1, 2].map((offset) => addDays(newYear, offset)),
    getSolarTermDate(year, 4, 'pure_brightness'),
    lunar('05-05'),
    lunar('08-15'),
  ]);
}

/** How many of the days, which are in order, lie before this one. */
function countBefore(days: readonly string[], day: string): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checked(day: string): string {
  numberOf(day);
  return day;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function numberOf(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / msPerDay;
  if (!Number.isInteger(number)) throw new RangeError(`"${day}" is not a day (YYYY-MM-DD)`);
  return number;
}

function dayOf(number: number): string {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}
