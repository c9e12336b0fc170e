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

/** A low and a high end, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** `times` counts occasions (次), `fold` multiplies (倍). */
export type Unit = 'CNY' | 'day' | 'working-day' | 'month' | 'year' | 'person' | 'round' | 'times' | 'fold' | 'percent' | 'digit';

/** One thing the firm knows, with where it is from. Texts and answers refer to it by id. */
export interface Fact {
  readonly id: string;
  readonly value: number | Range | Bilingual;
  readonly unit?: Unit;
  readonly sources: readonly { readonly source: string; readonly asOf: string }[];
  /** Worked out from other facts (a total of stages), not stated by the source itself. */
  readonly computed?: boolean;
}
