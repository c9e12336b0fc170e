import type { Language } from '../../../bot/session/session.ts';

/** What a site owner chose on the script tag. */
export interface Options {
  /** Where widget.js came from: the API is there. */
  readonly origin: string;
  readonly language: Language;
  readonly colour: string | undefined;
  readonly position: 'left' | 'right';
  readonly open: boolean;
  /** The panel's heading, the firm's name for instance: `data-title-en` in English, else `data-title`. */
  readonly title: (language: Language) => string | null | undefined;
}

export function optionsOf(script: HTMLScriptElement): Options {
  const { language, colour, position, open, title } = script.dataset;
  return {
    origin: new URL(script.src).origin,
    language: languageOf(language || document.documentElement.lang || navigator.language),
    colour,
    position: position === 'left' ? 'left' : 'right',
    open: open !== undefined && open !== 'false',
    title: (other) => script.getAttribute(`data-title-${other}`) ?? title,
  };
}

/** The nearest of the widget's languages to a BCP 47 tag. */
export function languageOf(tag: string): Language {
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return 'zh-Hant';
  return /^zh\b/i.test(tag) ? 'zh-Hans' : 'en';
}
