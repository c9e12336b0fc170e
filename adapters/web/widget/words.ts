import type { Language } from '../../../bot/session/session.ts';

/** The widget's own words in one language, in the order of the keys of texts/*.yaml. */
export type Texts = readonly string[];

/** Filled in by build.ts: the keys stand here once, and in no language's file. */
declare const KEYS: string;
const keys = KEYS.split(' ');

/** Says one of them, with its `{name}`s filled in. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(texts: Texts): Words {
  return (key, values = {}) => texts[keys.indexOf(key)]!.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

export function timeOf(at: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

export function dateOf(at: string, language: Language): string {
  // A day without a time is the same day everywhere.
  return new Date(at.length > 10 ? at : `${at}T00:00`).toLocaleDateString(language, { dateStyle: 'long' });
}
