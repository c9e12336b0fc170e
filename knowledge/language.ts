/** A text in both languages; Traditional Chinese is derived. */
export interface Bilingual {
  readonly 'zh-Hans': string;
  readonly en: string;
}

/** The languages of a talk. */
export type Language = keyof Bilingual | 'zh-Hant';

/** The language of the texts that one in this language is made from. */
export function textLanguage(language: Language): keyof Bilingual {
  return language === 'en' ? 'en' : 'zh-Hans';
}

/** A text made in both. */
export function inBoth(text: (language: keyof Bilingual) => string): Bilingual {
  return { 'zh-Hans': text('zh-Hans'), en: text('en') };
}
