import type { SlotValue } from '../../flows/command.ts';
import { formatDate, formatFact, formatRange } from '../../knowledge/format.ts';
import { timeline } from '../../knowledge/timeline.ts';
import type { Course, Timeline } from '../../knowledge/timeline.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { type Part, type Scene, pick, serviceName } from './scene.ts';

/** How long it takes: the headline, and beside it what its own steps add up to, with dates. Neither is hidden. */
export function sayTimeline(scene: Scene, changed: boolean): Part {
  const plan = planOf(scene);
  if (!plan) return { text: scene.words('say.timeline.unknown') };
  const dates = datesOf(scene, plan);
  if (!dates) {
    return { text: scene.words('say.timeline.official-only', { headline: headlineOf(scene, plan) }), facts: plan.facts };
  }
  const text = scene.words(`say.timeline.${changed ? 'changed' : 'first'}`, {
    ...dates.params,
    ...roundParams(scene, dates.official),
  });
  const against = againstTarget(scene, dates);
  return {
    text: `${text}${against}${dates.proviso}`,
    facts: plan.facts,
    told: [toldOf(plan)],
    cards: [timelineCard(scene, plan)],
  };
}

/** How the dates stand against the day by which it is wanted; empty where none was named. */
function againstTarget(scene: Scene, { official, agency }: Pick<Dates, 'official' | 'agency'>): string {
  const target = dayOf(scene.values['target']);
  if (target === null) return '';
  const otherwise = agency.done.earliest <= target ? 'few' : 'neither';
  const key = official.done.latest <= target ? 'both' : otherwise;
  return `\n${scene.words(`say.timeline.against.${key}`, { target: formatDate(target, scene.language) })}`;
}

/** On which day it is done, for who asks when and not how long; null where no dates can be said. */
export function sayWhen(scene: Scene): Part | null {
  // Who has named the day to begin wants days, wherever it is to be.
  const plan = planOf(scene) ?? (scene.values['start'] === undefined ? null : planOf(asNationwide(scene)));
  const dates = plan && datesOf(scene, plan);
  if (!dates) return null;
  const text = `${scene.words('answer.when', dates.params)}${dates.proviso}`;
  return { text, facts: plan.facts, told: [toldOf(plan)], answer: 'when' };
}

/** The steps are the same for one province and the whole country. */
const asNationwide = (scene: Scene): Scene => ({ ...scene, company: { ...scene.company, scope: 'nationwide' } });

function planOf(scene: Scene, targetDate?: string): Timeline | null {
  const { service } = eligibility(scene.knowledge, scene.company);
  if (service === null) return null;
  return timeline(scene.knowledge, { service, start: startOf(scene), ...(targetDate !== undefined && { targetDate }) });
}

interface Dates {
  readonly official: Course;
  readonly agency: Course;
  readonly params: Record<string, string>;
  /** Said after the dates when holidays are not published yet, else empty. */
  readonly proviso: string;
}

/** Both courses; null where one of them is not known. */
function datesOf(scene: Scene, plan: Timeline): Dates | null {
  const [official, agency] = [courseIn(plan, 'official'), courseIn(plan, 'agency')];
  if (!official || !agency) return null;
  // Between two years each date must tell its own.
  const start = [official, agency].every(({ done }) => done.latest.startsWith(plan.start.slice(0, 4))) ? plan.start : '';
  const params = {
    headline: headlineOf(scene, plan),
    start: formatDate(plan.start, scene.language),
    ...courseParams(scene, 'official', { course: official, start }),
    ...courseParams(scene, 'agency', { course: agency, start }),
  };
  const steps = scene.words(stepsKey(scene, plan), params);
  const proviso = official.provisional || agency.provisional ? `\n${scene.words('say.timeline.provisional')}` : '';
  return { official, agency, params: { ...params, steps }, proviso };
}

/** What the steps add up to; of a service that they do not tell from another one with that said. */
function stepsKey({ words }: Scene, { service }: Timeline): string {
  return words.has(`say.timeline.steps.${service}`) ? `say.timeline.steps.${service}` : 'say.timeline.steps.any';
}

/**
 * Whether the day by which it is wanted can be met. The agency's course is the shorter one, but counts on few rounds of corrections: that is
 * said with it, unless even the long way is done by then.
 */
export function sayTarget(scene: Scene): Part {
  const targetDate = dayOf(scene.values['target']) ?? scene.today;
  const own = planOf(scene, targetDate);
  const plan = own ?? planOf(asNationwide(scene), targetDate);
  const days = plan && targetParams(scene, plan);
  const target = formatDate(targetDate, scene.language);
  if (!days) return { text: scene.words('say.target.unknown', { target }) };
  const headline = own ? headlineOf(scene, own) : scene.words('say.target.headline');
  const text = scene.words(`say.target.${chanceOf(plan, targetDate)}`, { ...days, target, headline });
  return { text, facts: plan.facts, told: [toldOf(plan)] };
}

function targetParams(scene: Scene, plan: Timeline): Record<string, string> | null {
  const [official, agency] = [courseIn(plan, 'official'), courseIn(plan, 'agency')];
  if (!official?.startBy || !agency?.startBy) return null;
  const { language, words, values } = scene;
  const { safe, hopeful } = agency.startBy;
  const start = formatDate(plan.start, language);
  return {
    long: formatDate(official.startBy.safe, language),
    by: formatDate(safe >= plan.start ? safe : hopeful, language),
    done: sayDates(scene, agency.done),
    from: values['start'] === undefined ? words('say.target.from-now') : words('say.target.from-day', { start }),
    ...roundParams(scene, official),
  };
}

const courseIn = ({ courses }: Timeline, name: Course['course']): Course | undefined =>
  courses.find(({ course }) => course === name);

function toldOf({ service, start, target }: Timeline): string {
  return ['dates', service, start, ...(target === undefined ? [] : [target])].join(':');
}

/** What the day asks for: nothing, few rounds of corrections, few rounds at once, or more than can be done. */
function chanceOf(plan: Timeline, target: string): string {
  const { start, headline } = plan;
  const [official, agency] = [courseIn(plan, 'official')?.startBy, courseIn(plan, 'agency')?.startBy];
  if (official && official.safe >= start) return 'ample';
  if (!agency || agency.hopeful < start) return 'late';
  return agency.safe >= start && monthsAfter(start, headline.months.high) <= target ? 'fine' : 'tight';
}

function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, of)).toISOString().slice(0, 10);
}

/** The day from which is counted: the one that the prospect named, else today. */
export function startOf({ values, today }: Pick<Scene, 'values' | 'today'>): string {
  return dayOf(values['start']) ?? today;
}

/** A month alone is taken from its first day. */
function dayOf(date: SlotValue | undefined): string | null {
  if (typeof date !== 'string') return null;
  return date.length === 7 ? `${date}-01` : date;
}

function headlineOf(scene: Scene, plan: Timeline): string {
  const fact = scene.knowledge.facts.get(plan.headline.fact);
  return fact ? formatFact(fact, scene.language) : formatRange(plan.headline.months, 'month', scene.language);
}

function courseParams(
  scene: Scene,
  name: string,
  { course: { total, months, done }, start }: { course: Course; start: string },
): Record<string, string> {
  const { language } = scene;
  return {
    [`${name}_days`]: formatRange(total, 'working-day', language),
    [`${name}_months`]: formatRange(months, 'month', language),
    [`${name}_done`]: sayDates(scene, done, start),
  };
}

/** From one day to another; within a year the year is said once, and not again where `from` has just named it. */
function sayDates({ language, words }: Scene, { earliest, latest }: Course['done'], from = ''): string {
  const year = latest.slice(0, 4);
  const [first, last] = [formatDate(earliest, language), formatDate(latest, language)];
  const isSameYear = earliest.startsWith(year);
  const bare = (day: string): string => day.replace(new RegExp(` ?${year}年?`), '');
  if (isSameYear && from.startsWith(year)) return rangeOf(words, bare(first), bare(last));
  if (!isSameYear) return rangeOf(words, first, last);
  return language === 'en' ? rangeOf(words, bare(first), last) : rangeOf(words, first, bare(last));
}

const rangeOf = (words: Scene['words'], from: string, to: string): string =>
  from === to ? to : words('labels.range', { from, to });

function roundParams(scene: Scene, { stages }: Course): Record<string, string> {
  const rounds = stages.find((stage) => stage.rounds)?.rounds;
  if (!rounds) return {};
  const { language } = scene;
  return { rounds: formatRange(rounds.count, 'round', language) };
}

function timelineCard(scene: Scene, plan: Timeline): NonNullable<Part['cards']>[number] {
  const { language } = scene;
  const query = new URLSearchParams({ service: plan.service, start: plan.start, lang: scene.language });
  const target = dayOf(scene.values['target']);
  if (target !== null) query.set('target', target);
  const { courses } = scene.knowledge.stages;
  return {
    type: 'timeline',
    title: scene.words.adapt(`${scene.words('say.timeline.card')} · ${serviceName(scene, plan.service)}`),
    url: `/timeline?${query.toString()}`,
    data: {
      rows: plan.courses.map(({ course, total, done }) => ({
        label: scene.words.adapt(pick(scene, courses[course].name)),
        value: scene.words('say.timeline.row', {
          days: formatRange(total, 'working-day', language),
          day: formatDate(done.latest, language),
        }),
      })),
    },
  };
}
