import { holidayIn } from '../../knowledge/calendar.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

interface NamedDay extends Found {
  readonly date: string;
}

/** 五一以后, "before National Day", 春节前: the next such day. */
export function namedDaysIn(text: string, today: string, words: Vocabulary['words']): NamedDay[] {
  const fixed = fixedDays.flatMap(([list, day]) =>
    words[list].all(text).map((found) => ({ ...found, date: next(today, () => day) })),
  );
  const moving = movingDays.flatMap(([list, holiday]) =>
    words[list].all(text).map((found) => ({ ...found, date: next(today, (year) => holidayIn(year, holiday).slice(5)) })),
  );
  return [...fixed, ...moving];
}

/** Holidays and sales that stand on the same day of each year, as month and day. */
const fixedDays = [
  ['day.new-year', '01-01'],
  ['day.labour', '05-01'],
  ['day.midyear-sale', '06-18'],
  ['day.national', '10-01'],
  ['day.singles', '11-11'],
  ['day.christmas', '12-25'],
] as const;

const movingDays = [
  ['day.spring', 'spring'],
  ['day.tomb', 'tomb'],
  ['day.dragon-boat', 'dragon-boat'],
  ['day.moon', 'moon'],
] as const;

function next(today: string, dayIn: (year: number) => string): string {
  const year = Number(today.slice(0, 4));
  const day = `${year}-${dayIn(year)}`;
  return day < today ? `${year + 1}-${dayIn(year + 1)}` : day;
}
