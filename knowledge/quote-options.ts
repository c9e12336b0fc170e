import { candidatesOf } from './company.ts';
import type { Knowledge } from './knowledge.ts';
import type { PriceBook } from './price-book.ts';

type Option = PriceBook['services'][string]['options'][number];

/** What the price book can add to a service, or to any service of a family. */
export function optionsOf(knowledge: Knowledge, service: string | undefined): readonly Option[] {
  return distinct(candidatesOf(knowledge, service).flatMap(({ id }) => knowledge.prices.services[id]?.options ?? []));
}

/** Every option of the price book. */
export function allOptions({ prices }: Pick<Knowledge, 'prices'>): readonly Option[] {
  return distinct(Object.values(prices.services).flatMap(({ options }) => options));
}

/** Those that a text in Simplified characters and small letters names by one of their aliases. */
export function optionsNamedIn(options: readonly Option[], text: string): readonly Option[] {
  return options.filter(({ aliases }) => aliases.some((alias) => text.includes(alias.toLowerCase())));
}

function distinct(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.id, option])).values()];
}
