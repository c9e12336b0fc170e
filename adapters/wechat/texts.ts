import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';
import { type Language, languages } from '../../bot/session/session.ts';

const schema = z.record(z.enum(languages), z.strictObject({ more: z.string(), kinds: z.record(z.string(), z.string()) }));
const texts = schema.parse(load(readFileSync(new URL('./texts.yaml', import.meta.url), 'utf8')));

/** The line that leads to the page where a long text stands whole. */
export function moreLine(language: Language, url: string): string {
  return texts[language].more.replace('{url}', url);
}

/** What a message that is no text is called, as WeChat itself shows it in its list of chats. */
export function kindIn(language: Language): (kind: string) => string {
  const { kinds } = texts[language];
  return (kind) => kinds[kind] ?? kinds['other'] ?? '';
}
