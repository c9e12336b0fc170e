import { cooperation } from '../../knowledge/cooperation.ts';
import { fillFacts, formatCents, formatDate, formatMoney, formatRange } from '../../knowledge/format.ts';
import type { Quote } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/schemas.ts';
import { sourcesOf } from '../../knowledge/sources.ts';
import type { Course, Stage, Timeline } from '../../knowledge/timeline.ts';
import type { Language } from '../session.ts';
import { wordsIn, type Words } from './words.ts';

/** What a quote says, in words, whatever form it takes: the page, the PDF and the picture all show this. */
export interface Sheet {
  readonly language: Language;
  readonly firm: { readonly name: string; readonly about: string };
  readonly title: string;
  /** Set while the prices are samples: every form shows it. */
  readonly sample: { readonly mark: string; readonly line: string } | null;
  readonly heads: readonly Row[];
  readonly items: { readonly title: string; readonly rows: readonly Row[]; readonly total: Row };
  readonly instalments: { readonly title: string; readonly rows: readonly (Row & { readonly note: string })[] };
  readonly timeline: TimelineSheet | null;
  readonly steps: { readonly title: string; readonly rows: readonly Row[] };
  readonly notIncluded: { readonly title: string; readonly lines: readonly string[] };
  readonly sources: { readonly title: string; readonly lines: readonly string[]; readonly note: string };
  readonly priceBook: string;
}

/** A label and what stands at the other end of its line. */
export interface Row {
  readonly label: string;
  readonly value: string;
}

export interface TimelineSheet {
  readonly title: string;
  readonly from: string;
  readonly headline: string;
  readonly courses: readonly CourseSheet[];
  readonly notes: readonly string[];
}

export interface CourseSheet {
  readonly name: string;
  readonly total: string;
  readonly done: string;
  /** With a target date: when to start. */
  readonly startBy: string | null;
  readonly stages: readonly (Row & { readonly note: string })[];
}

export interface SheetOptions {
  readonly language: Language;
  readonly knowledge: Knowledge;
}

export function quoteSheet(quote: Quote, timeline: Timeline | null, { language, knowledge }: SheetOptions): Sheet {
  const words = wordsIn(language);
  const mark = words.of(knowledge.prices.sampleMark);
  return {
    language,
    firm: { name: words.of(knowledge.firm.name), about: words.of(knowledge.firm.about) },
    title: words.say('title'),
    sample: quote.sample ? { mark, line: words.say('sample', { mark }) } : null,
    heads: headsOf(quote, knowledge, words),
    items: {
      title: words.say('items'),
      rows: quote.items.map(({ name, cents }) => ({ label: words.of(name), value: formatCents(cents) })),
      total: { label: words.say('total'), value: formatCents(quote.totalCents) },
    },
    instalments: { title: words.say('instalments'), rows: instalmentsOf(quote, knowledge, words) },
    timeline: timeline && timelineSheet(timeline, knowledge, words),
    steps: {
      title: words.say('steps'),
      rows: cooperation(knowledge).map(({ name, text }) => ({ label: words.of(name), value: words.of(text) })),
    },
    notIncluded: { title: words.say('not-included'), lines: quote.notIncluded.map((line) => words.of(line)) },
    sources: sourcesSheet([...quote.computedFrom.facts, ...(timeline?.facts ?? [])], knowledge, words),
    priceBook: words.say('price-book', { version: quote.computedFrom.priceBook }),
  };
}

/** A timeline that stands by itself. */
export interface ScheduleSheet {
  readonly firm: Sheet['firm'];
  readonly service: string;
  readonly schedule: TimelineSheet;
  readonly sources: Sheet['sources'];
}

export function scheduleSheet(timeline: Timeline, { language, knowledge }: SheetOptions): ScheduleSheet {
  const words = wordsIn(language);
  const service = knowledge.services.get(timeline.service);
  return {
    firm: { name: words.of(knowledge.firm.name), about: words.of(knowledge.firm.about) },
    service: service ? words.of(service.name) : timeline.service,
    schedule: timelineSheet(timeline, knowledge, words),
    sources: sourcesSheet(timeline.facts, knowledge, words),
  };
}

function headsOf(quote: Quote, knowledge: Knowledge, words: Words): Row[] {
  const service = knowledge.services.get(quote.service);
  const days = formatRange(same(knowledge.prices.validityWorkingDays), 'working-day', words.language);
  const until = formatDate(quote.validUntil, words.language);
  const basis = basisOf(quote, words);
  return [
    { label: words.say('service'), value: service ? words.of(service.name) : quote.service },
    { label: words.say('number'), value: quote.number },
    { label: words.say('issued'), value: formatDate(quote.issued, words.language) },
    { label: words.say('valid'), value: words.say('valid-days', { date: until, days: words.from(days) }) },
    ...(basis === '' ? [] : [{ label: words.say('basis'), value: basis }]),
  ];
}

/** What the company said that the quote rests on. */
function basisOf({ computedFrom }: Quote, words: Words): string {
  const { capital, funding, province } = computedFrom.company as {
    capital?: { min: number | null; max: number | null; currency: string };
    funding?: string;
    province?: string;
  };
  const amount = capital?.currency === 'CNY' && capital.min !== null && capital.min === capital.max ? capital.min : null;
  const parts = [
    ...(province && words.language !== 'en' ? [words.from(province)] : []),
    ...(amount === null ? [] : [words.say('basis-capital', { capital: words.from(formatMoney(amount, words.language)) })]),
    ...(funding === undefined ? [] : [words.say(`basis-${funding}`)]),
  ];
  return parts.join(words.say('separator'));
}

function instalmentsOf(quote: Quote, knowledge: Knowledge, words: Words): Sheet['instalments']['rows'] {
  const steps = cooperation(knowledge);
  return quote.instalments.map(({ step, name, cents }) => {
    const found = steps.find((one) => one.step === step);
    const percent = found?.percent === undefined ? '' : ` ${found.percent}%`;
    return { label: `${words.of(name)}${percent}`, note: found ? words.of(found.text) : '', value: formatCents(cents) };
  });
}

function timelineSheet(timeline: Timeline, knowledge: Knowledge, words: Words): TimelineSheet {
  const { language } = words;
  const tensions = timeline.tensions.flatMap((id) => knowledge.tensions.get(id) ?? []);
  const provisional = timeline.courses.some((course) => course.provisional);
  return {
    title: words.say('timeline'),
    from: words.say('timeline-from', { date: formatDate(timeline.start, language) }),
    headline: words.say('headline', { months: words.from(formatRange(timeline.headline.months, 'month', language)) }),
    courses: timeline.courses.map((course) => courseSheet(course, { target: timeline.target, knowledge, words })),
    notes: [
      ...tensions.map(({ text }) => words.from(fillFacts(knowledge, text[language === 'en' ? 'en' : 'zh-Hans'], language))),
      ...(provisional ? [words.say('provisional')] : []),
    ],
  };
}

interface CourseContext {
  readonly target: string | undefined;
  readonly knowledge: Knowledge;
  readonly words: Words;
}

function courseSheet(course: Course, { target, knowledge, words }: CourseContext): CourseSheet {
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
    startBy: startByOf(course, target, words),
    stages: course.stages.map((stage, index) => {
      const name = spec.stages[index]?.name;
      return { label: name ? words.of(name) : stage.stage, note: daysOf(stage, words), value: windowOf(stage, words) };
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

function sourcesSheet(facts: readonly string[], knowledge: Knowledge, words: Words): Sheet['sources'] {
  const sources = sourcesOf(knowledge, facts, words.language);
  const dates = sources.map(({ asOf }) => asOf).join(words.say('separator'));
  return {
    title: words.say('sources'),
    lines: sources.map(({ title, asOf }) => words.say('source', { title: words.from(title), date: words.from(asOf) })),
    note: words.of(knowledge.sourceNotes.note).replace('{dates}', words.from(dates)),
  };
}

function same(figure: number): { low: number; high: number } {
  return { low: figure, high: figure };
}
