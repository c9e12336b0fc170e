import type { Language } from '../../../bot/session/session.ts';

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

/** Dates that are none ("2020", "undated") are shown as they are. */
export function dateOf(at: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\d/.test(at)) return at;
  // A day without a time is the same day everywhere.
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(at.length > 10 ? at : `${at}T00:00`));
}
