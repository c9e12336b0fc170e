import { addDays, forward } from './calendar.ts';
import { candidatesOf, serviceOf, type Company } from './company.ts';
import type { Bilingual } from './knowledge.ts';
import { markOf } from './mark.ts';
import type { Knowledge } from './schemas.ts';

/** Amounts are in cents (RMB 0.01), so that they add up exactly. */
export interface Quote {
  readonly number: string;
  readonly service: string;
  readonly issued: string;
  /** Last day on which it holds; `YYYY-MM-DD`. */
  readonly validUntil: string;
  readonly items: readonly QuoteItem[];
  readonly totalCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Down payment and balance, tied to the cooperation steps; they add up to the total. */
  readonly instalments: readonly { readonly step: string; readonly name: Bilingual; readonly cents: number }[];
  readonly notIncluded: readonly Bilingual[];
  /** True while the firm has not replaced the sample price book: every form of the quote must say so. */
  readonly sample: boolean;
  readonly computedFrom: {
    readonly priceBook: string;
    readonly facts: readonly string[];
    readonly company: Readonly<Record<string, unknown>>;
  };
}

export interface QuoteItem {
  readonly id: string;
  readonly name: Bilingual;
  readonly cents: number;
}

export interface QuoteRequest {
  readonly company: Company;
  /** `YYYY-MM-DD`. */
  readonly issued: string;
  readonly number: string;
  /** Ids of options of the price book that are wanted too. */
  readonly options?: readonly string[];
}

/**
 * The quote for this company from the price book; the same inputs give the same quote. Null where the price book has no price:
 * the service is open, or only a consultant can price it.
 */
export function quote(knowledge: Knowledge, { company, issued, number, options = [] }: QuoteRequest): Quote | null {
  const { prices } = knowledge;
  const service = serviceOf(knowledge, company);
  const priced = service ? prices.services[service.id] : undefined;
  if (!service || !priced) return null;
  const wanted = [...priced.items, ...priced.options.filter(({ id }) => options.includes(id))];
  const items = wanted.map(({ id, name, amount }) => ({ id, name, cents: Math.round(amount * 100) }));
  const totalCents = items.reduce((total, { cents }) => total + cents, 0);
  return {
    number,
    service: service.id,
    issued,
    // The day of issue is not counted: a quote sent in the evening holds as many whole working days.
    validUntil: forward(addDays(issued, 1), prices.validityWorkingDays),
    items,
    totalCents,
    currency: prices.currency,
    instalments: instalmentsOf(knowledge, totalCents),
    notIncluded: prices.notIncluded,
    sample: prices.sample,
    computedFrom: {
      priceBook: prices.version,
      facts: [...new Set(knowledge.steps.flatMap(({ facts }) => facts))],
      company: { ...company, ...(options.length > 0 && { options }) },
    },
  };
}

/** What the service costs by the price book, without and with every option, in cents; a family spans all of its services. */
export function priceRange(
  knowledge: Knowledge,
  service: string,
): { lowCents: number; highCents: number; sample: boolean } | null {
  const sums = candidatesOf(knowledge, service).flatMap(({ id }) => {
    const priced = knowledge.prices.services[id];
    if (!priced) return [];
    const low = priced.items.reduce((total, { amount }) => total + Math.round(amount * 100), 0);
    return [low, priced.options.reduce((total, { amount }) => total + Math.round(amount * 100), low)];
  });
  if (sums.length === 0) return null;
  return { lowCents: Math.min(...sums), highCents: Math.max(...sums), sample: knowledge.prices.sample };
}

/** A quote's number, from its day of issue and whatever makes it one of a kind (the conversation and what was quoted). */
export function quoteNumber(issued: string, ...seed: readonly string[]): string {
  return `Q${issued.replaceAll('-', '')}-${markOf([issued, ...seed].join('\u0000'))}`;
}

/** Shares by largest remainder: whole cents that add up to the total. */
function instalmentsOf({ prices, steps }: Knowledge, totalCents: number): Quote['instalments'] {
  const exact = prices.instalments.map(({ percent }) => (totalCents * percent) / 100);
  const shares = exact.map(Math.floor);
  const left = totalCents - shares.reduce((total, share) => total + share, 0);
  const byRemainder = exact.map((_, index) => index).toSorted((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  for (const index of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return prices.instalments.map(({ step }, index) => {
    const name = steps.find((one) => one.step === step)?.name ?? { 'zh-Hans': step, en: step };
    return { step, name, cents: shares[index] ?? 0 };
  });
}
