import { back, forward, isPublished, workingDay } from './calendar.ts';
import type { Range } from './fact.ts';
import type { Knowledge } from './knowledge.ts';
import { keptFor } from './once.ts';

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
  /** `YYYY-MM-DD`, when it was asked for backwards from a day. */
  readonly target?: string;
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
  /** With a target date: the last day to start so that even the long way is done by then, and so that the short way is. */
  readonly startBy?: { readonly safe: string; readonly hopeful: string };
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

export interface TimelineRequest {
  /** The catalogue's id. */
  readonly service: string;
  readonly start: string;
  readonly targetDate?: string;
}

/**
 * How long it takes, in working days and dates: by the source's headline and by its own stages added up, for both courses.
 * Null for a service of which the sources give no times.
 */
export function timeline(knowledge: Knowledge, request: TimelineRequest): Timeline | null {
  return kept(knowledge, request);
}

/** Most prospects ask for one of few services, from today on. */
const kept = keptFor(planned, {
  keyOf: ({ service, start, targetDate = '' }: TimelineRequest) => `${service} ${start} ${targetDate}`,
  most: 200,
});

function planned(knowledge: Knowledge, { service, start, targetDate }: TimelineRequest): Timeline | null {
  const { headlines } = knowledge.stages;
  const fact = Object.hasOwn(headlines, service) ? headlines[service] : undefined;
  if (fact === undefined) return null;
  const first = workingDay(start);
  const courses = (['official', 'agency'] as const)
    .filter((course) => knowledge.stages.courses[course].services.includes(service))
    .map((course) => courseOf(knowledge, course, { first, targetDate }));
  const tensions = [...knowledge.tensions.values()].filter(
    (tension) => tension.matters.includes('timeline') && tension.services.includes(service),
  );
  return {
    service,
    start: first,
    headline: { months: rangeOf(knowledge, fact), fact },
    courses,
    tensions: tensions.map(({ id }) => id),
    ...(targetDate !== undefined && { target: targetDate }),
    facts: [...new Set([fact, ...courses.flatMap(({ stages }) => stages.map((stage) => stage.fact))])],
  };
}

interface Dates {
  readonly first: string;
  readonly targetDate: string | undefined;
}

function courseOf(knowledge: Knowledge, course: Course['course'], { first, targetDate }: Dates): Course {
  const { stages: specs } = knowledge.stages.courses[course];
  const total = { low: 0, high: 0 };
  const stages = specs.map((spec): Stage => {
    const each = rangeOf(knowledge, spec.days);
    const count = spec.rounds === undefined ? null : rangeOf(knowledge, spec.rounds);
    const days = { low: each.low * (count?.low ?? 1), high: each.high * (count?.high ?? 1) };
    total.low += days.low;
    total.high += days.high;
    const ends = { earliest: forward(first, total.low), latest: forward(first, total.high) };
    return { stage: spec.stage, days, ...(count && { rounds: { count, each } }), ends, fact: spec.days };
  });
  const done = { earliest: forward(first, total.low), latest: forward(first, total.high) };
  const startBy = targetDate === undefined ? null : { safe: back(targetDate, total.high), hopeful: back(targetDate, total.low) };
  return {
    course,
    stages,
    total,
    months: monthsOf(knowledge, total),
    done,
    provisional: [first, done.latest, ...(targetDate === undefined ? [] : [targetDate])].some((day) => !isPublished(day)),
    ...(startBy && { startBy }),
  };
}

/** The whole months that cover the range. */
function monthsOf({ stages }: Knowledge, { low, high }: Range): Range {
  return { low: Math.floor(low / stages.workingDaysPerMonth), high: Math.ceil(high / stages.workingDaysPerMonth) };
}

function rangeOf(knowledge: Knowledge, id: string): Range {
  const value = knowledge.facts.get(id)?.value;
  if (typeof value === 'number') return { low: value, high: value };
  if (value === undefined || !('low' in value)) throw new Error(`fact "${id}" is no number and no range`);
  return value;
}
