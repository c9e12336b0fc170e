import { addDays } from '../../knowledge/calendar.ts';
import { formatDay } from '../../knowledge/format.ts';
import { isOpen, isOpening, localTime, openings, teamFor } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import type { Scene } from './scene.ts';
import { series } from './series.ts';
import type { Voice } from './value.ts';

/** Who answers this prospect. */
export function teamOf({ knowledge, values }: Pick<Scene, 'knowledge' | 'values'>): Team {
  return teamFor(knowledge.teams, values['service']);
}

/** A moment of the near future as one says it: "今天 13:30", "明天 9:00", "3月15日（周一）9:00". */
export function sayMoment(scene: Pick<Scene, 'words' | 'language' | 'now'>, team: Team, at: number): string {
  const { day, time } = localTime(team, at);
  const today = localTime(team, scene.now.getTime()).day;
  const near = day === today ? 'today' : day === addDays(today, 1) ? 'tomorrow' : null;
  const name = near === null ? formatDay(day, scene.language) : scene.words(`moment.${near}`);
  return inZone(scene, team, scene.words('moment.at', { day: name, time: plain(time) }));
}

/** Who is written to in English may sit anywhere: the times of a text are said to be those of the consultants' place. */
export function inZone({ words, language }: Voice, { zone }: Team, text: string): string {
  if (language !== 'en') return text;
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(0);
  return words('moment.zone', { text, zone: parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone });
}

/** `2027-03-15 09:00-12:00` as one says it; null for a text of another kind. */
export function sayOpening({ words, language }: Voice, text: string): string | null {
  if (!isOpening(text)) return null;
  const [day = '', hours = ''] = text.split(' ');
  return words('moment.at', { day: formatDay(day, language), time: sayPeriod(hours) });
}

/** The periods that a prospect may choose from to be called in. */
export function nextOpenings(scene: Scene): readonly string[] {
  return openings(teamOf(scene), scene.now.getTime(), { count: 4, leastMs: 30 * 60_000 });
}

/** When the consultants are there in the next seven days, and whether they are now; before it whether the weekend is among them, if that was asked. */
export function sayHours(scene: Scene, isOfWeekend = false): string {
  const { words, now } = scene;
  const team = teamOf(scene);
  const last = addDays(localTime(team, now.getTime()).day, 6);
  const next = openings(team, now.getTime(), { count: 50, leastMs: 15 * 60_000 }).filter((opening) => dayOf(opening) <= last);
  // A team that is away for longer than that is there again some day.
  const told = next.length > 0 ? next : openings(team, now.getTime(), { count: 1, leastMs: 0 });
  const spans = spansOf(told).map((span) => saySpan(scene, span));
  const list = inZone(scene, team, series(words, spans, 'labels.clauses'));
  const isNow = isWeekend(localTime(team, now.getTime()).day);
  if (isOfWeekend && !isNow && !next.some((opening) => isWeekend(dayOf(opening))))
    return words('answer.hours.not-weekend', { list });
  if (!isOpen(team, now.getTime())) return words('answer.hours.closed', { list });
  // Who waits for a consultant need not be told how to get one.
  return words(scene.handed ? 'answer.hours.handed' : 'answer.hours.open', { list });
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Days that follow each other with the same periods: `09:00-12:00`. */
interface DaySpan {
  readonly from: string;
  readonly to: string;
  readonly periods: readonly string[];
}

function spansOf(all: readonly string[]): readonly DaySpan[] {
  const days = [...Map.groupBy(all, dayOf)].map(([day, own]) => ({ day, periods: own.map((one) => one.slice(day.length + 1)) }));
  return days.reduce<DaySpan[]>((spans, { day, periods }) => {
    const before = spans.at(-1);
    const goesOn = before && addDays(before.to, 1) === day && before.periods.join() === periods.join();
    return goesOn ? [...spans.slice(0, -1), { ...before, to: day }] : [...spans, { from: day, to: day, periods }];
  }, []);
}

function saySpan({ words, language }: Voice, { from, to, periods }: DaySpan): string {
  const [first, last] = [formatDay(from, language), formatDay(to, language)];
  const time = series(words, periods.map(sayPeriod));
  return words('moment.at', { day: from === to ? first : words('moment.span', { from: first, to: last }), time });
}

function dayOf(opening: string): string {
  return opening.split(' ')[0] ?? '';
}

/** `09:00-12:00` → `9:00–12:00`. */
function sayPeriod(period: string): string {
  return period.split('-').map(plain).join('–');
}

/** `09:00` → `9:00`. */
function plain(time: string): string {
  return time.replace(/^0/, '');
}
