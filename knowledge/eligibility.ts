import type { Company } from './company.ts';

export type VerdictStatus = 'eligible' | 'not-yet' | 'needs-consultant' | 'open';

export interface Verdict {
  readonly status: VerdictStatus;
  /** The catalogue's id (`callcentre-nationwide`), null while service or scope is open. */
  readonly service: string | null;
  /** What was checked, in the order in which a consultant would say it. */
  readonly reasons: readonly Reason[];
  /** Slots whose values would decide an open verdict: `scope`, `capital`, `funding`, `service`. */
  readonly missing: readonly string[];
  readonly waysOut: readonly WayOut[];
  /** Ids of all facts used. */
  readonly facts: readonly string[];
}

export interface Reason {
  readonly check: 'capital' | 'funding' | 'service-known' | 'currency';
  readonly outcome: 'met' | 'not-met' | 'unknown' | 'outside-sources';
  /** RMB, for capital: what is required and what the company has. */
  readonly required?: number;
  readonly facts: readonly string[];
}

export type WayOut =
  | { readonly way: 'raise-capital'; readonly to: number; readonly by: number; readonly facts: readonly string[] }
  | { readonly way: 'provincial-first'; readonly required: number; readonly met: boolean; readonly facts: readonly string[] };

export type Eligibility = (company: Company) => Verdict;
