import { addDays } from '../../knowledge/calendar.ts';
import { formatDay } from '../../knowledge/format.ts';
import { isOpening, localTime, openings, teamFor } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import { type Scene, tongue } from './scene.ts';
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
  const name = near === null ? formatDay(day, tongue(scene.language)) : scene.words(`moment.${near}`);
  return scene.words('moment.at', { day: name, time: plain(time) });
}

/** `2027-03-15 09:00-12:00` as one says it; null for a text of another kind. */
export function sayOpening({ words, language }: Voice, text: string): string | null {
  if (!isOpening(text)) return null;
  const [day = '', hours = ''] = text.split(' ');
  return words('moment.at', { day: formatDay(day, tongue(language)), time: hours.split('-').map(plain).join('–') });
}

/** The periods that a prospect may choose from to be called in. */
export function nextOpenings(scene: Scene): readonly string[] {
  return openings(teamOf(scene), scene.now.getTime(), { count: 4, leastMs: 30 * 60_000 });
}

/** `09:00` → `9:00`. */
function plain(time: string): string {
  return time.replace(/^0/, '');
}
