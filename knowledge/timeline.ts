import type { Range } from './knowledge.ts';

export interface Timeline {
  /** The catalogue's id. */
  readonly service: string;
  /** `YYYY-MM-DD`, the first working day counted from. */
  readonly start: string;
  /** What the source says in one line ("3–6 months"), with its fact's id. */
  readonly headline: { readonly months: Range; readonly fact: string };
  readonly courses: readonly Course[];
  /** Where the sources disagree and it matters here: ids of `knowledge/tensions.yaml`. */
  readonly tensions: readonly string[];
  readonly facts: readonly string[];
}

/** One way through: on one's own as the authority counts it, or with the agency. */
export interface Course {
  readonly course: 'official' | 'agency';
  readonly stages: readonly Stage[];
  /** Working days in all. */
  readonly total: Range;
  readonly months: Range;
  /** When it is done, at the earliest and at the latest; `YYYY-MM-DD`. */
  readonly done: { readonly earliest: string; readonly latest: string };
  /** True when a date lies beyond the published holiday calendar. */
  readonly provisional: boolean;
}

export interface Stage {
  readonly stage: string;
  /** Working days of the whole stage, all rounds together. */
  readonly days: Range;
  readonly rounds?: { readonly count: Range; readonly each: Range };
  /** When it ends; `YYYY-MM-DD`. */
  readonly ends: { readonly earliest: string; readonly latest: string };
  readonly fact: string;
}
