import { addDays, forward } from './calendar.ts';
import { candidatesOf, serviceOf, type Company } from './company.ts';
import type { Bilingual } from './language.ts';
import { markOf } from './mark.ts';
import type { PriceBook } from './price-book.ts';
import type { Knowledge } from './knowledge.ts';

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
  /** What the prices say of taxes. */
  readonly tax: Bilingual;
  /** Who of the firm approved the discount among the items. */
  readonly approvedBy?: string;
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
  /** Below zero: a discount. */
  readonly cents: number;
}

export interface QuoteRequest {
  readonly company: Company;
  /** `YYYY-MM-DD`. */
  readonly issued: string;
  readonly number: string;
  /** Ids of options of the price book that are wanted too. */
  readonly options?: readonly string[];
  /** A discount of the price book. Nothing gives one by itself: somebody of the firm stands for it. */
  readonly discount?: { readonly id: string; readonly approvedBy: string };
}

/**
 * The quote for this company from the price book; the same inputs give the same quote. Null where the price book has no price:
 * the service is open, or only a consultant can price it.
 */
export function quote(knowledge: Knowledge, request: QuoteRequest): Quote | null {
  const { company, issued, number, options = [], discount } = request;
  const { prices } = knowledge;
  const service = serviceOf(knowledge, company);
  const priced = service ? prices.services[service.id] : undefined;
  if (!service || !priced) return null;
  const wanted = [...priced.items, ...priced.options.filter(({ id }) => options.includes(id))];
  const full = wanted.map((price) => ({ id: price.id, name: price.name, cents: centsOf(price, company.province) }));
  const items = [...full, ...discounted(prices, full, discount)];
  const totalCents = sumOf(items);
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
    tax: prices.tax,
    ...(discount && { approvedBy: discount.approvedBy }),
    sample: prices.sample,
    computedFrom: {
      priceBook: prices.version,
      facts: [...new Set(knowledge.steps.flatMap(({ facts }) => facts))],
      company: { ...company, ...(options.length > 0 && { options }) },
    },
  };
}

/** What it costs there, in cents. */
function centsOf({ amount, provinces }: Price, province: string | undefined): number {
  const there = province !== undefined && provinces && Object.hasOwn(provinces, province) ? provinces[province] : undefined;
  return Math.round((there ?? amount) * 100);
}

type Price = PriceBook['services'][string]['items'][number];

function discounted(prices: PriceBook, full: readonly QuoteItem[], discount: QuoteRequest['discount']): QuoteItem[] {
  if (!discount) return [];
  const given = prices.discounts.find(({ id }) => id === discount.id);
  if (!given) throw new RangeError(`the price book has no discount "${discount.id}"`);
  const off = Math.round((sumOf(full) * given.percent) / 100);
  return [{ id: given.id, name: given.name, cents: -off }];
}

function sumOf(items: readonly QuoteItem[]): number {
  return items.reduce((total, { cents }) => total + cents, 0);
}

/**
 * What the service costs by the price book, without and with every option, in cents; a family spans all of its services, and without
 * a province the range spans all provinces.
 */
export function priceRange(
  knowledge: Knowledge,
  service: string,
  province?: string,
): { lowCents: number; highCents: number; sample: boolean } | null {
  const sums = candidatesOf(knowledge, service).flatMap(({ id }) => {
    const priced = knowledge.prices.services[id];
    if (!priced) return [];
    const there = province === undefined ? [undefined, ...provincesIn(priced)] : [province];
    return there.flatMap((one) => {
      const of = (list: readonly Price[]): number => list.reduce((total, price) => total + centsOf(price, one), 0);
      return [of(priced.items), of(priced.items) + of(priced.options)];
    });
  });
  if (sums.length === 0) return null;
  return { lowCents: Math.min(...sums), highCents: Math.max(...sums), sample: knowledge.prices.sample };
}

function provincesIn({ items, options }: PriceBook['services'][string]): string[] {
  return [...items, ...options].flatMap(({ provinces }) => Object.keys(provinces ?? {}));
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
