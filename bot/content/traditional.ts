import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { load } from 'js-yaml';
import * as z from 'zod';

/**
 * Simplified Chinese in the characters and words of Hong Kong and Taiwan readers (注册资本 → 註冊資本, 转人工 → 轉真人).
 * What stands in braces is left alone.
 */
export function toTraditional(text: string): string {
  convert ??= converter();
  return convert(text);
}

let convert: ((text: string) => string) | undefined;

function converter(): (text: string) => string {
  const words = new Map(
    Object.entries(wordsSchema.parse(load(readFileSync(new URL('zh-Hant.yaml', import.meta.url), 'utf8'))).words),
  );
  // Longest first, so that a name that contains a shorter word is taken as a whole.
  const longestFirst = [...words.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`\\{[^{}]*\\}|${longestFirst.join('|')}`, 'g');
  // A megabyte of words, loaded for the first reader of Traditional Chinese.
  const { Converter } = createRequire(import.meta.url)('opencc-js/cn2t') as typeof import('opencc-js/cn2t');
  const characters = Converter({ from: 'cn', to: 'hk' });
  return (text) => {
    let result = '';
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      result += characters(text.slice(from, match.index)) + (words.get(match[0]) ?? match[0]);
      from = match.index + match[0].length;
    }
    return result + characters(text.slice(from));
  };
}

const wordsSchema = z.strictObject({ words: z.record(z.string(), z.string()) });
