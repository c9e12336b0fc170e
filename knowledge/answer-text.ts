import { fillFacts, formatRange, type Tongue } from './format.ts';
import { priceRange } from './quote.ts';
import type { Knowledge } from './schemas.ts';

/** Puts facts and prices into the text of an answer. Throws for an id that is not known: the check refuses such a text first. */
export function filled(knowledge: Knowledge, text: string, language: Tongue): string {
  const priced = text.replaceAll(/\{price:([a-z0-9-]+)\}/g, (_, service: string) => priceText(knowledge, service, language));
  return fillFacts(knowledge, priced, language);
}

/** The price of a service over all provinces, marked while the book is a sample. */
function priceText(knowledge: Knowledge, service: string, language: Tongue): string {
  const span = priceRange(knowledge, service);
  if (!span) throw new Error(`the price book has no service "${service}"`);
  const range = formatRange({ low: span.lowCents / 100, high: span.highCents / 100 }, 'CNY', language);
  const { sampleMark } = knowledge.prices;
  if (!span.sample) return range;
  return language === 'en' ? `${range} (${sampleMark.en})` : `${range}（${sampleMark['zh-Hans']}）`;
}
