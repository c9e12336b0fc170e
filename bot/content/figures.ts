import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';

/** Finds the first figure that was typed into a text instead of being a fact; null when there is none. */
export type FindFigure = (text: string) => string | null;

const rulesSchema = z.strictObject({
  terms: z.array(z.string()),
  idioms: z.array(z.string()),
  'zh-units': z.array(z.string()),
  'en-units': z.array(z.string()),
  'en-adjectives': z.array(z.string()),
  'en-numbers': z.array(z.string()),
});
type Rules = z.infer<typeof rulesSchema>;

/** `terms` are those of the knowledge (code numbers and the like), beside the ones of `figures.yaml`. */
export function figureFinder(terms: readonly string[]): FindFigure {
  const rules = rulesSchema.parse(load(readFileSync(new URL('figures.yaml', import.meta.url), 'utf8')));
  const harmless = harmlessIn({ ...rules, terms: [...rules.terms, ...terms] });
  const figures = [/[0-9０-９]+(?:[.,\uFF0C][0-9０-９]+)*\s?%?/, chineseFigure(rules['zh-units']), englishFigure(rules)];
  return (text) => {
    const bare = text.replaceAll(harmless, (match) => (match.endsWith('\n') ? '\n' : ' · '));
    for (const figure of figures) {
      const found = figure.exec(bare);
      if (found) return found[0].trim();
    }
    return null;
  };
}

/** Placeholders, addresses of links, the numbering of a list, terms and idioms. */
function harmlessIn({ terms, idioms, 'zh-units': units }: Rules): RegExp {
  const longestFirst = terms
    .toSorted((a, b) => b.length - a.length)
    .map((text) => RegExp.escape(text))
    .join('|');
  const parts = [
    String.raw`\{[^{}]*\}`,
    String.raw`\]\([^)]*\)`,
    String.raw`^[ \t]*\d{1,2}[.、)] `,
    String.raw`(?<![\dA-Za-z.,])(?:${longestFirst})(?![\dA-Za-z]|[.,]\d|\s*(?:${units.map((text) => RegExp.escape(text)).join('|')}))`,
    idioms
      .toSorted((a, b) => b.length - a.length)
      .map((text) => RegExp.escape(text))
      .join('|'),
  ];
  return new RegExp(parts.join('|'), 'gm');
}

/** 万 and 亿 alone are units ("单位:万元"); a figure has a numeral before them. */
function chineseFigure(units: readonly string[]): RegExp {
  const unit = units
    .toSorted((a, b) => b.length - a.length)
    .map((text) => RegExp.escape(text))
    .join('|');
  const numeral = '零〇一二两三四五六七八九十百千半壹贰叁肆伍陆柒捌玖拾佰仟';
  return new RegExp(`百分之[${numeral}]+|[${numeral}][${numeral}万亿点]*(?:${unit})`);
}

function englishFigure(rules: Rules): RegExp {
  const number = `(?:${rules['en-numbers'].join('|')})`;
  const unit = `(?:${rules['en-units'].join('|')})s?`;
  return new RegExp(
    `\\b${number}(?:[ -](?:and |to |or )?${number})*[ -](?:(?:${rules['en-adjectives'].join('|')})[ -])*${unit}\\b`,
    'i',
  );
}
