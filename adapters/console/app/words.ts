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

/** The text of a name that the server gave; one that this page does not know yet is shown as it is. */
export function named(words: Words, family: string, name: string): string {
  const key = `${family}.${name}`;
  return key in chinese ? words(key as Key) : name;
}

/** What happened to a lead: `handed-over:asked`, `corrected:capital`. */
export function eventName(words: Words, event: string): string {
  return named(words, 'event', event.split(':')[0] ?? '');
}

export interface Speech {
  readonly language: Language;
  readonly words: Words;
}

export const SpeechContext = createContext<Speech>({ language: 'zh-Hans', words: wordsOf('zh-Hans') });

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

export function useWords(): Words {
  return useContext(SpeechContext).words;
}
