import { isOpen, localTime, nextOpening, openMsBetween } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import { sayHours, sayMoment, teamOf } from './moment.ts';
import type { Queue, Scene } from './scene.ts';
import type { Words } from './template.ts';

/** What is said to somebody who waits for a consultant, and the truth about how long: measured or from the business hours. */
export function withWait(scene: Scene, text: string): string {
  const wait = sayWait(scene);
  return wait === '' ? text : scene.words('wait.after', { text, wait });
}

/** When somebody answers: what is measured where that is known, else when the consultants are there. */
export function sayWaiting(scene: Scene): string {
  return scene.handed && scene.queue?.usual ? withWait(scene, scene.words('notice.wait')) : sayHours(scene);
}

function sayWait(scene: Scene): string {
  const { words, now, queue } = scene;
  const team = teamOf(scene);
  if (isOpen(team, now.getTime())) return queue === undefined ? '' : sayQueue(words, queue);
  const opens = nextOpening(team, now.getTime());
  return words(`wait.${absence(team, now.getTime(), opens)}`, { when: sayMoment(scene, team, opens) });
}

/** Why nobody is there: they have gone, have not come yet today, or are on a break between two of its periods. */
function absence(team: Team, now: number, opens: number): 'closed' | 'early' | 'break' {
  const today = localTime(team, now);
  if (localTime(team, opens).day !== today.day) return 'closed';
  const [hours = 0, minutes = 0] = today.time.split(':').map(Number);
  return openMsBetween(team, now - (hours * 60 + minutes) * 60_000, now) > 0 ? 'break' : 'early';
}

/** The place, and what is usual when enough prospects were answered lately to say so. */
function sayQueue(words: Words, { ahead, usual }: Queue): string {
  const place =
    ahead === 0 ? words('wait.first') : words(ahead === 1 ? 'wait.behind-one' : 'wait.behind', { count: String(ahead) });
  if (!usual) return words('wait.place', { place });
  return words('wait.usual', { place, days: String(usual.days), time: sayMinutes(words, usual.minutes) });
}

function sayMinutes(words: Words, minutes: number): string {
  if (minutes < 1.5) return words('wait.minute');
  if (minutes < 90) return words('wait.minutes', { count: String(Math.round(minutes)) });
  return words('wait.hours', { count: String(Math.round(minutes / 30) / 2) });
}
