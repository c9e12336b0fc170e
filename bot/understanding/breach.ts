import type { Manner } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whether the company was punished for breaking the rules: lately, never, or so long ago that the conditions do not look at it any more. */
export function breachTold(
  certain: string,
  today: string,
  { words }: Vocabulary,
): Pick<Manner, 'tellsBreach' | 'tellsOldBreach' | 'tellsNoBreach'> {
  // "没有处罚过吗" asks.
  if (words['company.no-breach'].has(certain)) return words['ask.any'].has(certain) ? {} : { tellsNoBreach: true };
  if (!words['company.breach'].has(certain)) return {};
  return isLongAgo(certain, today) || words['company.breach.ago'].has(certain) ? { tellsOldBreach: true } : { tellsBreach: true };
}

/** "2021年的": in the year that is three years back it may have been either. */
function isLongAgo(text: string, today: string): boolean {
  const years = [...text.matchAll(/(?<!\d)20\d\d(?!\d)/g)].map(([year]) => Number(year));
  return years.length > 0 && Math.max(...years) < Number(today.slice(0, 4)) - yearsLookedAt;
}

const yearsLookedAt = 3;
