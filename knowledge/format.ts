import type { Fact, Range, Unit } from './fact.ts';
import { type Language, textLanguage } from './language.ts';
import type { Knowledge } from './knowledge.ts';

const units: Readonly<Record<Exclude<Unit, 'CNY'>, { zh: string; one: string; many: string }>> = {
  day: { zh: ' 天', one: ' day', many: ' days' },
  'working-day': { zh: ' 个工作日', one: ' working day', many: ' working days' },
  month: { zh: ' 个月', one: ' month', many: ' months' },
  year: { zh: ' 年', one: ' year', many: ' years' },
  person: { zh: ' 名', one: ' person', many: ' people' },
  round: { zh: ' 轮', one: ' round', many: ' rounds' },
  times: { zh: ' 次', one: ' time', many: ' times' },
  fold: { zh: ' 倍', one: ' time', many: ' times' },
  percent: { zh: '%', one: '%', many: '%' },
  digit: { zh: ' 位', one: ' digit', many: ' digits' },
};

/** Made once: a formatter costs a hundred times what it takes to use one. */
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

const monthNames = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A fact as it stands in a sentence: "1,000 万元", "3–6 months", or its words. */
export function formatFact(fact: Fact, language: Language): string {
  const { value, unit } = fact;
  if (typeof value === 'object' && 'en' in value) return value[textLanguage(language)];
  const range = typeof value === 'number' ? { low: value, high: value } : value;
  return formatRange(range, unit ?? 'day', language);
}

/** A range with its unit; equal ends are one figure. */
export function formatRange({ low, high }: Range, unit: Unit, language: Language): string {
  if (unit === 'CNY') return low === high ? formatMoney(low, language) : moneyRange(low, high, language);
  const { zh, one, many } = units[unit];
  const span = low === high ? grouped(low) : `${grouped(low)}–${grouped(high)}`;
  if (language !== 'en') return `${span}${zh}`;
  return `${span}${high === 1 ? one : many}`;
}

/** An amount of RMB: "1.2 亿元", "1,000 万元", "42,000 元", "RMB 10 million". */
export function formatMoney(yuan: number, language: Language): string {
  if (language === 'en') {
    const millions = yuan >= 1_000_000 && yuan % 10_000 === 0;
    return millions ? `RMB ${grouped(yuan / 1_000_000)} million` : `RMB ${grouped(yuan)}`;
  }
  if (yuan >= 1e8 && yuan % 1e6 === 0) return `${grouped(yuan / 1e8)} 亿元`;
  const myriads = yuan > 0 && yuan % (yuan < 100_000 ? 10_000 : 1000) === 0;
  return myriads ? `${grouped(yuan / 10_000)} 万元` : `${grouped(yuan)} 元`;
}

/** Cents as the exact amount of a quote: "¥42,000.00". */
export function formatCents(cents: number): string {
  return `${cents < 0 ? '−' : ''}¥${(Math.abs(cents) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** "2027年3月15日", "15 March 2027"; of a month alone "2027年3月", "March 2027". */
export function formatDate(day: string, language: Language): string {
  const [year = 0, month = 1, date] = day.split('-').map(Number);
  if (date === undefined) return language === 'en' ? `${monthNames[month - 1] ?? ''} ${year}` : `${year}年${month}月`;
  return language === 'en' ? `${date} ${monthNames[month - 1] ?? ''} ${year}` : `${year}年${month}月${date}日`;
}

/** A day of the near future: "3月15日（周一）", "Monday 15 March". */
export function formatDay(day: string, language: Language): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (language !== 'en') return `${month}月${date}日（周${'日一二三四五六'[weekday]}）`;
  return `${weekdayNames[weekday]} ${date} ${monthNames[month - 1] ?? ''}`;
}

/** Puts the facts (`{fact:id}`) into a text. Throws for an id that is not known: the check refuses such a text first. */
export function fillFacts(knowledge: Pick<Knowledge, 'facts'>, text: string, language: Language): string {
  return text.replaceAll(/\{fact:([a-z0-9-]+)\}/g, (_, id: string) => {
    const fact = knowledge.facts.get(id);
    if (!fact) throw new Error(`there is no fact "${id}"`);
    return formatFact(fact, language);
  });
}

function moneyRange(low: number, high: number, language: Language): string {
  if (language === 'en') return `${formatMoney(low, language)} to ${formatMoney(high, language).replace('RMB ', '')}`;
  const myriads = low >= 10_000 && low % 1000 === 0 && high % 1000 === 0;
  return myriads ? `${grouped(low / 10_000)}–${grouped(high / 10_000)} 万元` : `${grouped(low)}–${grouped(high)} 元`;
}

/** A figure with its thousands apart, to four decimals at most. */
export function grouped(figure: number): string {
  if (!Number.isSafeInteger(figure) || figure < 0) return figures.format(figure);
  // Whole figures look the same without the formatter, which costs ten times as much.
  return figure < 1000 ? String(figure) : String(figure).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
