import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';
import { toTraditional } from '../content/traditional.ts';
import type { Language } from '../session/session.ts';
import { type Bilingual, textLanguage } from '../../knowledge/language.ts';

/** The words of the documents in one language. */
export interface Words {
  readonly language: Language;
  /** The language that the knowledge has of it. */
  readonly written: keyof Bilingual;
  /** The text of a key, its parameters filled in. */
  readonly say: (key: string, parameters?: Readonly<Record<string, string>>) => string;
  /** What the knowledge says, in this language. */
  readonly of: (text: Bilingual) => string;
  /** Text that was made in Simplified Chinese or English, in this language. */
  readonly from: (text: string) => string;
}

const textsSchema = z.strictObject({ 'zh-Hans': z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) });

const texts = textsSchema.parse(load(readFileSync(new URL('texts.yaml', import.meta.url), 'utf8')));

/** Every key that a language has; both have the same. */
export const keys = { 'zh-Hans': Object.keys(texts['zh-Hans']), en: Object.keys(texts.en) };

/** The words of a language. They throw for a key or a parameter that is not there. */
export function wordsIn(language: Language): Words {
  const written = textLanguage(language);
  const from = language === 'zh-Hant' ? toTraditional : (text: string) => text;
  return {
    language,
    written,
    say: (key, parameters = {}) => filled(from(textOf(written, key)), parameters),
    of: (text) => from(text[written]),
    from,
  };
}

function textOf(language: keyof Bilingual, key: string): string {
  const text = texts[language][key];
  if (text === undefined) throw new Error(`bot/documents/texts.yaml has no "${key}" in ${language}`);
  return text;
}

function filled(text: string, parameters: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`"${text}" is not given its ${name}`);
    return value;
  });
}
