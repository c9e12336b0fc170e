import { cooperation } from '../../knowledge/cooperation.ts';
import { formatCents, formatDate, formatMoney, formatRange } from '../../knowledge/format.ts';
import type { Quote } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { noteOn, sourcesOf } from '../../knowledge/sources.ts';
import type { Timeline } from '../../knowledge/timeline.ts';
import type { Language } from '../session/session.ts';
import { type NotedRow, type Row, timelineSheet, type TimelineSheet } from './timeline-sheet.ts';
import { wordsIn, type Words } from './words.ts';

/** What a quote says, in words, whatever form it takes: the page, the PDF and the picture all show this. */
export interface Sheet {
  readonly language: Language;
  readonly firm: { readonly name: string; readonly about: string };
  readonly title: string;
  /** Set while the prices are samples: every form shows it. */
  readonly sample: { readonly mark: string; readonly line: string } | null;
  readonly heads: readonly Row[];
  readonly items: { readonly title: string; readonly rows: readonly NotedRow[]; readonly total: Row; readonly tax: string };
  readonly instalments: { readonly title: string; readonly rows: readonly NotedRow[] };
  readonly timeline: TimelineSheet | null;
  readonly steps: { readonly title: string; readonly rows: readonly Row[] };
  readonly notIncluded: { readonly title: string; readonly lines: readonly string[] };
  readonly sources: { readonly title: string; readonly lines: readonly string[]; readonly note: string };
  /** Which prices it was made with; a price book of samples has no name that says anything. */
  readonly priceBook: string | null;
  /** Where it can be seen whether it is genuine. */
  readonly verify: { readonly title: string; readonly note: string; readonly link: string } | null;
}

export interface SheetOptions {
  readonly language: Language;
  readonly knowledge: Knowledge;
}

export interface QuoteOptions extends SheetOptions {
  /** The address of its page, with the key. */
  readonly link?: string | undefined;
}

export function quoteSheet(quote: Quote, timeline: Timeline | null, { language, knowledge, link }: QuoteOptions): Sheet {
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
      rows: quote.items.map(({ name, cents }) => ({
        label: words.of(name),
        note: cents < 0 && quote.approvedBy ? words.say('approved', { name: quote.approvedBy }) : '',
        value: formatCents(cents),
      })),
      total: { label: words.say('total'), value: formatCents(quote.totalCents) },
      tax: words.of(quote.tax),
    },
    instalments: { title: words.say('instalments'), rows: instalmentsOf(quote, knowledge, words) },
    timeline: timeline && timelineSheet(timeline, knowledge, words),
    steps: {
      title: words.say('steps'),
      rows: cooperation(knowledge).map(({ name, text }) => ({ label: words.of(name), value: words.of(text) })),
    },
    notIncluded: { title: words.say('not-included'), lines: quote.notIncluded.map((line) => words.of(line)) },
    sources: sourcesSheet([...quote.computedFrom.facts, ...(timeline?.facts ?? [])], knowledge, words),
    priceBook: quote.sample ? null : words.say('price-book', { version: quote.computedFrom.priceBook }),
    verify: link === undefined ? null : { title: words.say('verify'), note: words.say('verify-note'), link },
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

/** Where facts are from, and how old that is. */
export function sourcesSheet(facts: readonly string[], knowledge: Knowledge, words: Words): Sheet['sources'] {
  const sources = sourcesOf(knowledge, facts, words.language);
  const note = noteOn(knowledge, facts);
  return {
    title: words.say('sources'),
    lines: sources.map(({ title, asOf }) => words.say('source', { title: words.from(title), date: words.from(asOf) })),
    note: note ? words.of(note.text).replace('{dates}', note.dates.join(words.say('separator'))) : '',
  };
}

function same(figure: number): { low: number; high: number } {
  return { low: figure, high: figure };
}
