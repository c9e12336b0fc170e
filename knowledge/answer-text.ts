import { fillFacts, formatRange } from './format.ts';
import type { Knowledge } from './knowledge.ts';
import { type Language, textLanguage } from './language.ts';
import { priceRange } from './quote.ts';

/** Puts facts and prices into the text of an answer. Throws for an id that is not known: the check refuses such a text first. */
export function filled(knowledge: Knowledge, text: string, language: Language): string {
  const priced = text
    .replaceAll(/\{price:([a-z0-9-]+)\}/g, (_, service: string) => priceText(knowledge, { service }, language))
    .replaceAll(/\{part:([a-z0-9-]+):([a-z0-9-]+)\}/g, (_, service: string, step: string) =>
      priceText(knowledge, { service, step }, language),
    )
    .replaceAll(/\{share:([a-z0-9-]+)\}/g, (_, step: string) => `${percentAt(knowledge, step)}%`)
    .replaceAll('{tax}', knowledge.prices.tax[textLanguage(language)])
    .replaceAll('{excluded}', excludedText(knowledge, language));
  return fillFacts(knowledge, priced, language);
}

/** What the price does not cover, as every quote lists it. */
function excludedText({ prices }: Knowledge, language: Language): string {
  if (language !== 'en') return prices.notIncluded.map((each) => each['zh-Hans']).join('；');
  return prices.notIncluded.map((each) => each.en.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())).join('; ');
}

/** What part of the total is due at a step. */
function percentAt({ prices }: Knowledge, step: string): number {
  const due = prices.instalments.find((instalment) => instalment.step === step);
  if (!due) throw new Error(`the price book has no instalment for "${step}"`);
  return due.percent;
}

/** The price of a service over all provinces, or what is due of it at a step; marked while the book is a sample. */
function priceText(knowledge: Knowledge, { service, step }: { service: string; step?: string }, language: Language): string {
  const span = priceRange(knowledge, service);
  if (!span) throw new Error(`the price book has no service "${service}"`);
  const percent = step === undefined ? 100 : percentAt(knowledge, step);
  // Cents and percent: a hundredth of a hundredth of a yuan.
  const range = formatRange({ low: (span.lowCents * percent) / 1e4, high: (span.highCents * percent) / 1e4 }, 'CNY', language);
  const { sampleMark } = knowledge.prices;
  if (!span.sample) return range;
  return language === 'en' ? `${range} (${sampleMark.en})` : `${range}（${sampleMark['zh-Hans']}）`;
}
