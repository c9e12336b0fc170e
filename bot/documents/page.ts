import { readFileSync } from 'node:fs';
import type { Quote } from '../../knowledge/quote.ts';
import type { DocumentItem } from '../../knowledge/documents.ts';
import type { Bilingual } from '../../knowledge/language.ts';
import type { Timeline } from '../../knowledge/timeline.ts';
import { quoteSheet, scheduleSheet, sourcesSheet, type Sheet, type SheetOptions } from './sheet.ts';
import type { CourseSheet, NotedRow, StageRow, TimelineSheet } from './timeline-sheet.ts';
import { wordsIn } from './words.ts';

export interface PageOptions extends SheetOptions {
  /** Where the other forms are; those without an address are not offered. */
  readonly links: { readonly pdf?: string; readonly png?: string; readonly ics?: string };
}

const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');

/** The quote as a page of its own: no script, nothing loaded from elsewhere, fit for a phone, the dark, and paper. */
export function quotePage(quote: Quote, timeline: Timeline | null, { links, ...options }: PageOptions): string {
  const sheet = quoteSheet(quote, timeline, options);
  const title = [sheet.title, quote.number, ...(sheet.sample ? [sheet.sample.mark] : [])].join(' · ');
  return page(
    { title, language: sheet.language },
    `${headOf(sheet)}
${section(sheet.items.title, feesOf(sheet))}
${section(sheet.instalments.title, `<table class="money"><tbody>${sheet.instalments.rows.map(rowOf).join('')}</tbody></table>`)}
${section(sheet.steps.title, `<ol>${sheet.steps.rows.map(({ label, value }) => `<li><strong>${escaped(label)}</strong> ${escaped(value)}</li>`).join('')}</ol>`)}
${section(sheet.notIncluded.title, list(sheet.notIncluded.lines))}
${timelineOf(sheet.timeline)}
${sourcesOf(sheet.sources, sheet.priceBook === null ? [] : [sheet.priceBook])}
${navOf(links, options)}`,
  );
}

/** The timeline alone as such a page: it names no company, so its address needs no key. */
export function timelinePage(timeline: Timeline, { links, ...options }: PageOptions): string {
  const { firm, service, schedule, sources } = scheduleSheet(timeline, options);
  const title = `${schedule.title} · ${service}`;
  return page(
    { title, language: options.language },
    `<header><p class="firm">${escaped(firm.name)}</p><p class="soft">${escaped(firm.about)}</p><h1>${escaped(service)}</h1></header>
${timelineOf(schedule)}
${sourcesOf(sources)}
${navOf(links, options)}`,
  );
}

/** The papers that a company hands in, those that are ready ticked off. Nothing in it tells whose list it is. */
export function checklistPage(
  papers: readonly DocumentItem[],
  ready: readonly string[],
  { service, ...options }: ChecklistOptions,
): string {
  const words = wordsIn(options.language);
  const { firm } = options.knowledge;
  const line = ({ id, name, note, onlyIf }: DocumentItem): string => {
    const notes = [...(note ? [words.of(note)] : []), ...(onlyIf ? [words.say(`if-${onlyIf}`)] : [])].join(
      words.say('separator'),
    );
    const mark = ready.includes(id) ? '☑' : '☐';
    return `<li><span aria-hidden="true">${mark}</span> ${escaped(words.of(name))}${notes === '' ? '' : ` <small>${escaped(notes)}</small>`}</li>`;
  };
  const part = (title: string, from: DocumentItem['from']): string =>
    section(
      title,
      `<ul class="ticks">${papers
        .filter((paper) => paper.from === from)
        .map(line)
        .join('')}</ul>`,
    );
  return page(
    { title: `${words.say('checklist')} · ${words.of(service)}`, language: options.language },
    `<header><p class="firm">${escaped(words.of(firm.name))}</p><h1>${escaped(words.of(service))}</h1></header>
${part(words.say('checklist'), 'applicant')}
${part(words.say('ours'), 'agency')}
${sourcesOf(
  sourcesSheet(
    papers.flatMap(({ facts }) => facts),
    options.knowledge,
    words,
  ),
)}`,
  );
}

interface ChecklistOptions extends SheetOptions {
  readonly service: Bilingual;
}

function page({ title, language }: { title: string; language: string }, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function sourcesOf({ title, lines, note }: Sheet['sources'], more: readonly string[] = []): string {
  return section(title, `<p class="soft">${[...lines, note, ...more].map(escaped).join('<br>')}</p>`);
}

function headOf({ firm, title, sample, heads }: Sheet): string {
  return `<header>
<p class="firm">${escaped(firm.name)}</p>
<p class="soft">${escaped(firm.about)}</p>
<h1>${escaped(title)}</h1>
${sample ? `<p class="sample">${escaped(sample.line)}</p>` : ''}
<dl>${heads.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
</header>`;
}

function feesOf({ items, sample }: Sheet): string {
  const total = rowOf({ ...items.total, note: sample?.mark ?? '' });
  return `<table class="money"><tbody>${items.rows.map(rowOf).join('')}</tbody><tfoot>${total}</tfoot></table><p class="soft">${escaped(items.tax)}</p>`;
}

function timelineOf(timeline: TimelineSheet | null): string {
  if (!timeline) return '';
  const lead = `<p>${escaped(timeline.headline)} · ${escaped(timeline.from)}</p>`;
  return section(
    timeline.title,
    `${lead}${legendOf(timeline)}${timeline.courses.map((course) => courseOf(course, timeline)).join('')}<div class="soft">${list(timeline.notes)}<p><strong>${escaped(timeline.assumptions.title)}</strong></p>${list(timeline.assumptions.lines)}</div>`,
  );
}

/** The bars are hidden from screen readers, and so is what their colours mean. */
function legendOf({ legend }: TimelineSheet): string {
  const part = (kind: 'sure' | 'maybe'): string =>
    `<span><svg width="18" height="6"><rect class="${kind}" width="18" height="6" rx="3"/></svg> ${escaped(legend[kind])}</span>`;
  return `<p class="soft legend" aria-hidden="true">${part('sure')}${part('maybe')}</p>`;
}

function courseOf({ name, total, done, startBy, stages }: CourseSheet, { columns }: TimelineSheet): string {
  return `<h3><span>${escaped(name)}</span><span>${escaped(total)}</span><small>${escaped(done)}</small></h3>
<table><thead><tr><th scope="col">${escaped(columns.stage)}</th><th scope="col">${escaped(columns.window)}</th></tr></thead><tbody>${stages.map(stageOf).join('')}</tbody></table>${startBy === null ? '' : `<p class="soft">${escaped(startBy)}</p>`}`;
}

/** A stage, and below it its days on the line of time. The bar repeats what the row says, so it is hidden from screen readers. */
function stageOf(row: StageRow): string {
  const { from, sure, until } = row.bar;
  const bar = (end: number, kind: string): string =>
    `<rect class="${kind}" x="${percent(from)}" width="${percent(Math.max(end - from, 0.012))}" height="4" rx="2"/>`;
  const svg = `<svg aria-hidden="true" height="4" width="100%"><rect class="groove" width="100%" height="4" rx="2"/>${bar(until, 'maybe')}${bar(sure, 'sure')}</svg>`;
  return `${rowOf(row)}<tr class="bar" aria-hidden="true"><td colspan="2">${svg}</td></tr>`;
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10}%`;
}

function rowOf({ label, note, value }: NotedRow): string {
  const small = note === '' ? '' : `<small>${escaped(note)}</small>`;
  return `<tr><th scope="row">${escaped(label)}${small}</th><td>${unbroken(value)}</td></tr>`;
}

/** The ends of a range as pieces that no line break divides: a date cut in two is hard to read on a phone. */
function unbroken(value: string): string {
  const pieces = value.split(/(?<= –) /);
  return pieces.map((piece) => `<span>${escaped(piece)}</span>`).join(' ');
}

function navOf(links: PageOptions['links'], { language }: SheetOptions): string {
  const { say } = wordsIn(language);
  const kinds = (['pdf', 'png', 'ics'] as const).flatMap((kind) => {
    const href = links[kind];
    return href === undefined ? [] : [`<a href="${escaped(href)}">${escaped(say(kind))}</a>`];
  });
  return kinds.length === 0 ? '' : `<nav aria-label="${escaped(say('download'))}">${kinds.join('')}</nav>`;
}

function section(title: string, body: string): string {
  return `<section><h2>${escaped(title)}</h2>${body}</section>`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character);
}
