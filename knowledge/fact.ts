import type { Bilingual } from './language.ts';

/** A low and a high end, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** `times` counts occasions (次), `fold` multiplies (倍). */
export type Unit = 'CNY' | 'day' | 'working-day' | 'month' | 'year' | 'person' | 'round' | 'times' | 'fold' | 'percent' | 'digit';

/** One thing the firm knows, with where it is from. Texts and answers refer to it by id. */
export interface Fact {
  readonly id: string;
  readonly value: number | Range | Bilingual;
  readonly unit?: Unit;
  readonly sources: readonly { readonly source: string; readonly asOf: string }[];
  /** Worked out from other facts (a total of stages), not stated by the source itself. */
  readonly computed?: boolean;
}
