import type { Amount } from './amount.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 50个坐席, 3名员工, 12个省, 第3, 2019年, 100%: numbers that count something else. */
export function isCounted(text: string, amount: Amount, { words }: Vocabulary): boolean {
  if (amount.currency) return false;
  if (!amount.big && (isSmall(amount) || isAccessCode(amount, words['ask.any'].has(text)) || isPartOfWord(text, amount)))
    return true;
  if (isYear(amount) && words['date.year'].upTo(text, amount.start) !== null) return true;
  return (
    words['capital.counter'].at(text, amount.end) !== null || words['capital.counter.before'].upTo(text, amount.start) !== null
  );
}

/** "So 96?" and "and 953?" name numbers of another kind; 950 told is an amount. */
const isAccessCode = ({ min, max }: Amount, isAsked: boolean): boolean =>
  min === max && min !== null && (prefixes.has(min) || (min === 950 && isAsked));
const prefixes: ReadonlySet<number> = new Set([95, 96, 951, 952, 953, 955]);

/** "Subscribed through 2031", 认缴到2032; what is as round as 2000 may be an amount. */
const isYear = ({ min, max, big }: Amount): boolean =>
  !big && min === max && min !== null && min > 1950 && min < 2100 && min % 100 !== 0;

/** 你算老几: 几 alone is one to ten. */
const isSmall = (amount: Amount): boolean => valueOf(amount) < 10 || (amount.min === 1 && amount.max === 10);

/** The 25 of B25, the 7 of 7x. 一定 and 一起 have too small a number for money anyway. */
function isPartOfWord(text: string, { start, end }: Amount): boolean {
  return /[a-z_\d./#\-@]$|\d:$/.test(text.slice(Math.max(0, start - 2), start)) || /[a-z_\d@]/.test(text[end] ?? '');
}

/** The larger end. */
export const valueOf = ({ max, min }: Amount): number => max ?? min ?? 0;
