import { addDays, daysBetween } from '../../knowledge/calendar.ts';
import { fillFacts, formatDate, formatRange } from '../../knowledge/format.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Course, Stage, Timeline } from '../../knowledge/timeline.ts';
import type { Words } from './words.ts';

/** A label and what stands at the other end of its line. */
export interface Row {
  readonly label: string;
  readonly value: string;
}

/** With a small line below the label; empty for none. */
export interface NotedRow extends Row {
  readonly note: string;
}

/** A stage with its place on the line of time, from 0 to 1: at best it is done at `sure`, at worst at `until`. */
export interface StageRow extends NotedRow {
  readonly bar: { readonly from: number; readonly sure: number; readonly until: number };
}

export interface TimelineSheet {
  readonly title: string;
  readonly from: string;
  readonly headline: string;
  readonly courses: readonly CourseSheet[];
  /** What stands above the stages and their days, and what the two parts of a bar mean. */
  readonly columns: { readonly stage: string; readonly window: string };
  readonly legend: { readonly sure: string; readonly maybe: string };
  /** Where the sources disagree, and whether dates can still move. */
  readonly notes: readonly string[];
  readonly assumptions: { readonly title: string; readonly lines: readonly string[] };
  /** Months along the bars. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface CourseSheet {
  readonly name: string;
  readonly total: string;
  readonly done: string;
  /** With a target date: when to start. */
  readonly startBy: string | null;
  readonly stages: readonly StageRow[];
}

/** A timeline in words, with its stages as parts of one line of time. */
export function timelineSheet(timeline: Timeline, knowledge: Knowledge, words: Words): TimelineSheet {
  const { language } = words;
  const tensions = timeline.tensions.flatMap((id) => knowledge.tensions.get(id) ?? []);
  const span = spanOf(timeline);
  const provisional = timeline.courses.some((course) => course.provisional);
  return {
    title: words.say('timeline'),
    from: words.say('timeline-from', { date: formatDate(timeline.start, language) }),
    headline: words.say('headline', { months: words.from(formatRange(timeline.headline.months, 'month', language)) }),
    courses: timeline.courses.map((course) => courseSheet(course, { timeline, span, knowledge, words })),
    columns: { stage: words.say('stage'), window: words.say('window') },
    legend: { sure: words.say('bar-sure'), maybe: words.say('bar-maybe') },
    notes: [
      ...tensions.map(({ text }) => words.from(fillFacts(knowledge, text[words.written], language))),
      ...(provisional ? [words.say('provisional')] : []),
    ],
    assumptions: {
      title: words.say('assumptions'),
      lines: knowledge.stages.assumptions.map((text) => words.from(fillFacts(knowledge, text[words.written], language))),
    },
    ticks: ticksOf(span, words),
  };
}

interface CourseContext {
  readonly timeline: Timeline;
  readonly span: Span;
  readonly knowledge: Knowledge;
  readonly words: Words;
}

function courseSheet(course: Course, { timeline, span, knowledge, words }: CourseContext): CourseSheet {
  const { language } = words;
  const spec = knowledge.stages.courses[course.course];
  const [earliest, latest] = [course.done.earliest, course.done.latest].map((day) => formatDate(day, language));
  return {
    name: words.of(spec.name),
    total: words.say('total-days', {
      days: words.from(formatRange(course.total, 'working-day', language)),
      months: words.from(formatRange(course.months, 'month', language)),
    }),
    done: words.say(earliest === latest ? 'done-once' : 'done', { earliest: earliest ?? '', latest: latest ?? '' }),
    startBy: startByOf(course, timeline.target, words),
    stages: course.stages.map((stage, index) => {
      const name = spec.stages[index]?.name;
      const begins = course.stages[index - 1]?.ends.earliest ?? timeline.start;
      const [from, sure, until] = [begins, stage.ends.earliest, stage.ends.latest].map((day) => partOf(span, day));
      return {
        label: name ? words.of(name) : stage.stage,
        note: daysOf(stage, words),
        value: windowOf(stage, words),
        bar: { from: from ?? 0, sure: sure ?? 0, until: until ?? 0 },
      };
    }),
  };
}

function startByOf({ startBy }: Course, target: string | undefined, { language, say }: Words): string | null {
  if (!startBy || target === undefined) return null;
  const [safe, hopeful] = [formatDate(startBy.safe, language), formatDate(startBy.hopeful, language)];
  return say('start-by', { target: formatDate(target, language), safe, hopeful });
}

function daysOf({ days, rounds }: Stage, words: Words): string {
  const { language } = words;
  const total = words.from(formatRange(days, 'working-day', language));
  if (!rounds) return total;
  const count = words.from(formatRange(rounds.count, 'round', language));
  return words.say('rounds', { count, each: words.from(formatRange(rounds.each, 'working-day', language)) });
}

/** When a stage ends: a day, or the first and the last day it can be. */
function windowOf({ ends }: Stage, { language, say }: Words): string {
  const [from, until] = [formatDate(ends.earliest, language), formatDate(ends.latest, language)];
  return from === until ? from : say('to', { from, until });
}

/** The days between which everything happens. */
interface Span {
  readonly from: string;
  readonly until: string;
}

function spanOf({ start, courses }: Timeline): Span {
  return { from: start, until: courses.reduce((last, { done }) => (done.latest > last ? done.latest : last), start) };
}

function partOf({ from, until }: Span, day: string): number {
  return daysBetween(from, day) / Math.max(1, daysBetween(from, until));
}

/** The first days of months, few enough to be read. */
function ticksOf(span: Span, words: Words): TimelineSheet['ticks'] {
  const months: string[] = [];
  for (let day = nextMonth(span.from); day <= span.until; day = nextMonth(day)) months.push(day);
  const step = Math.ceil(months.length / mostTicks);
  return months
    .filter((_, index) => index % step === 0)
    .map((day) => ({ at: partOf(span, day), label: words.say('month', { month: monthOf(day, words) }) }));
}

const mostTicks = 6;

function nextMonth(day: string): string {
  return `${addDays(`${day.slice(0, 8)}28`, 4).slice(0, 8)}01`;
}

/** The month of a day: its number in Chinese, its first three letters in English. */
function monthOf(day: string, { language }: Words): string {
  return language === 'en' ? (formatDate(day, 'en').split(' ')[1]?.slice(0, 3) ?? '') : String(Number(day.slice(5, 7)));
}
