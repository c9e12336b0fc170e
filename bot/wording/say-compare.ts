import type { Values } from '../../flows/effect.ts';
import type { Company } from '../../knowledge/company.ts';
import { documentsFor } from '../../knowledge/documents.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { formatDate, formatFact, formatRange } from '../../knowledge/format.ts';
import { priceRange } from '../../knowledge/quote.ts';
import { type Course, timeline } from '../../knowledge/timeline.ts';
import { companyOf } from '../company.ts';
import { cents } from './say-quote.ts';
import { startOf } from './say-timeline.ts';
import { type Part, type Scene, serviceName } from './scene.ts';
import type { Words } from './template.ts';
import { series } from './series.ts';
import { sayValueWithin, slotName } from './value.ts';

interface Compared {
  readonly values: Values;
  readonly before: Values;
  readonly after: Values;
}

/** Both sides of a what-if, line by line, only where they differ; nothing is changed by asking. */
export function sayCompare(scene: Scene, { values, before, after }: Compared): Part {
  const { words } = scene;
  const [then, now] = [sideOf(scene, before), sideOf(scene, after)];
  const lines = Object.keys(then)
    .filter((what) => then[what] !== now[what])
    .map((what) =>
      lineOf(words, {
        what: words(`compare.${what}`),
        before: then[what] ?? '',
        after: toldOf(scene, what, after) ?? now[what] ?? '',
      }),
    );
  const supposed = supposedIn(scene, values);
  if (lines.length === 0) return sameText(scene, after, series(words, supposed));
  const closed = closedBy(scene, { values, before, after });
  if (closed !== null && lines.length === 1) return { text: closed, choices: keepOrDrop(words) };
  return {
    text: [words('compare.intro', { values: series(words, supposed) }), ...lines, words('compare.question')].join('\n'),
    choices: keepOrDrop(words),
  };
}

/** More capital, and nothing else that it takes: what comes of it in a sentence; null for any other supposition. */
function closedBy(scene: Scene, { values, before, after }: Compared): string | null {
  const [then, now] = [before, after].map((side) => eligibility(scene.knowledge, companyOf(side)));
  const isClosed = then?.status === 'not-yet' && now?.status === 'eligible' && Object.keys(values).join() === 'capital';
  if (!isClosed) return null;
  const capital = series(scene.words, supposedIn(scene, values));
  return scene.words('compare.closed', { capital, service: serviceName(scene, now.service) });
}

/** "还不能定" alone would leave open what is missing for it. */
function toldOf(scene: Scene, what: string, after: Values): string | null {
  const { status, missing } = eligibility(scene.knowledge, companyOf(after));
  if (what !== 'verdict' || status !== 'open' || missing.length === 0) return null;
  return scene.words('compare.waits', { missing: missingIn(scene, missing) });
}

const missingIn = (scene: Scene, missing: readonly string[]): string =>
  series(
    scene.words,
    missing.map((slot) => slotName(scene, slot)),
  );

/** The question of a comparison, behind an answer to something that was asked about it. */
export function sayCompareAgain(scene: Scene, { values }: { values: Values }): Part {
  const { words } = scene;
  return { text: words('compare.again', { values: series(words, supposedIn(scene, values)) }), choices: keepOrDrop(words) };
}

function supposedIn(scene: Scene, values: Values): readonly string[] {
  return (
    Object.entries(values)
      // A province says that it is one.
      .filter(([slot]) => slot !== 'scope' || values['province'] === undefined)
      .map(([slot, value]) => sayValueWithin(scene, slot, value))
  );
}

function keepOrDrop(words: Words): NonNullable<Part['choices']> {
  return [
    { value: 'yes', label: words('choice.keep') },
    { value: 'no', label: words('choice.drop') },
  ];
}

/** What is not known yet cannot be the same. */
function sameText(scene: Scene, after: Values, values: string): Part {
  const { status, missing } = eligibility(scene.knowledge, companyOf(after));
  // Nobody has said yet whether it can be done, so there is no result to stay the same.
  if (status === 'needs-consultant') return { text: scene.words('compare.consultant', { values }) };
  if (status !== 'open') return { text: scene.words('compare.same', { values }) };
  return { text: scene.words('compare.open', { values, missing: missingIn(scene, missing) }) };
}

/** Where nothing could be said before, there is nothing to compare with. */
function lineOf(words: Words, line: { what: string; before: string; after: string }): string {
  const { what, after } = line;
  return line.before === words('compare.none') ? words('compare.line-new', { what, after }) : words('compare.line', line);
}

type Side = Readonly<Record<string, string>>;

/** What decides for a prospect: may we, how long, which papers, how much. */
function sideOf(scene: Scene, values: Values): Side {
  const { knowledge, words } = scene;
  const company = companyOf(values);
  const { status, service, reasons } = eligibility(knowledge, company);
  const none = words('compare.none');
  const required = reasons.find(({ check }) => check === 'capital')?.required;
  return {
    verdict: words(`status.${status}`),
    capital: required === undefined ? none : formatRange({ low: required, high: required }, 'CNY', scene.language),
    ...timesOf({ ...scene, values }, service),
    documents: service === null ? none : papersText(scene, company),
    ...priceOf(scene, service, company),
  };
}

function timesOf(scene: Scene, service: string | null): Side {
  const { knowledge, words } = scene;
  const { language } = scene;
  const none = words('compare.none');
  const plan = service === null ? null : timeline(knowledge, { service, start: startOf(scene) });
  const headline = plan && knowledge.facts.get(plan.headline.fact);
  const agency = plan?.courses.find(({ course }) => course === 'agency');
  return {
    time: headline ? formatFact(headline, language) : none,
    days: agency ? formatRange(agency.total, 'working-day', language) : none,
    done: agency ? doneText(scene, agency) : none,
  };
}

/** Called a sample only while the price book is one. */
function priceOf(scene: Scene, service: string | null, { province }: Company): Side {
  const price = service === null ? null : priceRange(scene.knowledge, service, province);
  const name = scene.knowledge.prices.sample ? 'price-sample' : 'price';
  return { [name]: price ? cents(scene, price.lowCents, price.highCents) : scene.words('compare.none') };
}

function doneText(scene: Scene, { done }: Course): string {
  const [from, to] = [formatDate(done.earliest, scene.language), formatDate(done.latest, scene.language)];
  return from === to ? to : scene.words('labels.range', { from, to });
}

function papersText({ knowledge, words }: Scene, company: Company): string {
  const own = documentsFor(knowledge, company).filter(({ from }) => from === 'applicant');
  return words('compare.papers', { count: String(own.length) });
}
