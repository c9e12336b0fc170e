import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import en from './texts/en.json' with { type: 'json' };
import chinese from './texts/zh-Hans.json' with { type: 'json' };

export type Language = 'zh-Hans' | 'en';
export type Key = keyof typeof chinese;
/** A text of the console, with its parameters put in. */
export type Words = (key: Key, params?: Readonly<Record<string, string | number>>) => string;

const texts: Record<Language, Record<Key, string>> = { 'zh-Hans': chinese, en };

export function wordsOf(language: Language): Words {
  return (key, params = {}) => texts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

/** What happened to a lead (`handed-over:asked`); a name that this page does not know yet is shown as it is. */
export function eventName(words: Words, event: string): string {
  const key = `event.${event.split(':')[0] ?? ''}`;
  return key in chinese ? words(key as Key) : event;
}

export interface Speech {
  readonly language: Language;
  readonly words: Words;
}

export const SpeechContext = createContext<Speech>({ language: 'zh-Hans', words: wordsOf('zh-Hans') });

export function useWords(): Words {
  return useContext(SpeechContext).words;
}

/** The language chosen last, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem('yinlu-console-language');
  if (kept === 'en' || kept === 'zh-Hans') return kept;
  return navigator.language.startsWith('zh') ? 'zh-Hans' : 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem('yinlu-console-language', language);
}
