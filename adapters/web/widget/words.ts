import type { Language } from '../../../bot/session.ts';

/** The widget's own words in one language, as texts/*.yaml has them. */
export type Texts = Readonly<Record<string, string>>;

/** Says one of them, with its `{name}`s filled in. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(texts: Texts): Words {
  return (key, values = {}) => texts[key]!.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

export function timeOf(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** "今天", "yesterday", or the date. */
export function dayOf(at: string, language: Language): string {
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000);
  if (days > -2) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  return dateOf(at, language);
}

/** Dates that are none ("2020", "undated") are shown as they are. */
export function dateOf(at: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\d/.test(at)) return at;
  const zone = at.length === 10 ? { timeZone: 'UTC' } : {};
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...zone }).format(new Date(at));
}
