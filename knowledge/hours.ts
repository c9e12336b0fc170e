import { TZDate } from '@date-fns/tz';
import { addDays, workingDay } from './calendar.ts';
import { type Period, periodIn, type Team, weekdays } from './hours-file.ts';

/** The team that a lead for this service goes to. */
export function teamFor(teams: readonly Team[], service: unknown): Team {
  const last = teams.at(-1);
  if (!last) throw new TypeError('there is no team in hours.yaml');
  return teams.find(({ for: services }) => services.some((each) => each === service || each === 'anything')) ?? last;
}

/** Whether somebody of the team is there; times are milliseconds since 1970 throughout. */
export function isOpen(team: Team, at: number): boolean {
  return spansOf(team, dayOf(team, at)).some(({ from, to }) => from <= at && at < to);
}

/** When the team is there next: `at` itself while it is. */
export function nextOpening(team: Team, at: number): number {
  return addOpenMs(team, at, 0);
}

/** The moment at which the team has been there for `ms` since `from`. With 0: the first moment from then on at which it is there. */
export function addOpenMs(team: Team, from: number, ms: number): number {
  let left = ms;
  for (const span of spansFrom(team, from)) {
    const start = Math.max(span.from, from);
    // The end of a period is nobody's hour: what is due then is due when work begins again, unless it took time to get there.
    if (start + left < span.to || (left > 0 && start + left === span.to)) return start + left;
    left -= span.to - start;
  }
  throw neverOpen(team);
}

/** How long the team was there between two moments; 0 when the second is not the later one. */
export function openMsBetween(team: Team, from: number, to: number): number {
  let sum = 0;
  if (to <= from) return sum;
  for (const span of spansFrom(team, from)) {
    if (span.from >= to) return sum;
    sum += Math.min(span.to, to) - Math.max(span.from, from);
  }
  return sum;
}

/** The next periods in which the team can be called, today's as long as `leastMs` of it are left: `2027-03-15 09:00-12:00`. */
export function openings(team: Team, at: number, { count, leastMs }: { count: number; leastMs: number }): readonly string[] {
  const found: string[] = [];
  for (const { day, from, to, period } of spansFrom(team, at)) {
    if (to - Math.max(from, at) >= leastMs) found.push(`${day} ${clockOf(period.from)}-${clockOf(period.to)}`);
    if (found.length === count) break;
  }
  return found;
}

/** Whether a text is a period as `openings` gives it. */
export function isOpening(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}-\d{2}:\d{2}$/.test(text);
}

/** The local day and time of a moment: `2027-03-15`, `09:00`. */
export function localTime({ zone }: Pick<Team, 'zone'>, at: number): { readonly day: string; readonly time: string } {
  const local = new TZDate(at, zone);
  return { day: dayIn(local), time: clockOf(local.getHours() * 60 + local.getMinutes()) };
}

interface Span {
  readonly day: string;
  readonly period: Period;
  readonly from: number;
  readonly to: number;
}

/** Longer than any holiday; whoever wrote down more days off than that has closed for good. */
const daysLookedThrough = 800;

function* spansFrom(team: Team, at: number): Generator<Span> {
  let day = dayOf(team, at);
  for (let looked = 0; looked < daysLookedThrough; looked++) {
    for (const span of spansOf(team, day)) if (span.to > at) yield span;
    day = addDays(day, 1);
  }
  throw neverOpen(team);
}

/** The spans of the days that were asked for: mostly today's, in many turns. */
const known = new WeakMap<Team, Map<string, readonly Span[]>>();

function spansOf(team: Team, day: string): readonly Span[] {
  const days = known.get(team) ?? new Map<string, readonly Span[]>();
  known.set(team, days);
  const made = days.get(day);
  if (made) return made;
  const spans = periodsOf(team, day)
    .map(periodIn)
    .map((period) => ({
      day,
      period,
      from: momentOf(team, day, period.from),
      to: momentOf(team, day, period.to),
    }));
  if (days.size > daysLookedThrough) days.clear();
  days.set(day, spans);
  return spans;
}

function periodsOf(team: Team, day: string): readonly string[] {
  const special = team.days[day];
  if (special) return special;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const usual = team.week[weekdays[weekday] ?? 'sunday'];
  if (team.calendar === 'none') return usual;
  const isWeekend = weekday === 0 || weekday === 6;
  const isWorkday = workingDay(day) === day;
  if (isWeekend && isWorkday) return team['make-up'];
  return isWeekend || isWorkday ? usual : [];
}

function momentOf({ zone }: Team, day: string, minutes: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new TZDate(year, month - 1, date, Math.floor(minutes / 60), minutes % 60, zone).getTime();
}

/** The last day that was asked for in a zone: every turn asks, and asks for today. */
const lastDays = new Map<string, Span>();

function dayOf(team: Team, at: number): string {
  const last = lastDays.get(team.zone);
  if (last && last.from <= at && at < last.to) return last.day;
  const day = dayIn(new TZDate(at, team.zone));
  const period = { from: 0, to: 24 * 60 };
  lastDays.set(team.zone, { day, period, from: momentOf(team, day, 0), to: momentOf(team, day, period.to) });
  return day;
}

function dayIn(local: TZDate): string {
  return [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function neverOpen({ team }: Team): RangeError {
  return new RangeError(`the team "${team}" is never there: see knowledge/hours.yaml`);
}
