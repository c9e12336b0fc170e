import { fillFacts, formatRange, type Tongue } from './format.ts';
import type { Knowledge } from './schemas.ts';

/** Puts facts and prices into the text of an answer. Throws for an id that is not known: the check refuses such a text first. */
export function filled(knowledge: Knowledge, text: string, language: Tongue): string {
  const priced = text.replaceAll(/\{price:([a-z0-9-]+)\}/g, (_, service: string) => priceText(knowledge, service, language));
  return fillFacts(knowledge, priced, language);
}

/** The price of a service from the book, marked while the book is a sample. */
function priceText({ prices }: Knowledge, service: string, language: Tongue): string {
  const priced = prices.services[service];
  if (!priced) throw new Error(`the price book has no service "${service}"`);
  const low = priced.items.reduce((total, { amount }) => total + amount, 0);
  const high = priced.options.reduce((total, { amount }) => total + amount, low);
  const range = formatRange({ low, high }, 'CNY', language);
  if (!prices.sample) return range;
  return language === 'en' ? `${range} (${prices.sampleMark.en})` : `${range}（${prices.sampleMark['zh-Hans']}）`;
}
