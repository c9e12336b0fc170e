import type { Bilingual } from './knowledge.ts';

/** Amounts are in cents (RMB 0.01), so that they add up exactly. */
export interface Quote {
  readonly number: string;
  readonly service: string;
  readonly issued: string;
  /** Last day on which it holds; `YYYY-MM-DD`. */
  readonly validUntil: string;
  readonly items: readonly QuoteItem[];
  readonly totalCents: number;
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
