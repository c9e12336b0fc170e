import { isOpen, localTime, nextOpening } from '../../knowledge/hours.ts';
import { sayMoment, teamOf } from './moment.ts';
import type { Queue, Scene } from './scene.ts';
import type { Words } from './template.ts';

/** What is said to somebody who waits for a consultant, and the truth about how long: measured or from the business hours. */
export function withWait(scene: Scene, text: string): string {
  const wait = sayWait(scene);
  return wait === '' ? text : scene.words('wait.after', { text, wait });
}

function sayWait(scene: Scene): string {
  const { words, now, queue } = scene;
  const team = teamOf(scene);
  if (isOpen(team, now.getTime())) return queue === undefined ? '' : sayQueue(words, queue);
  const opens = nextOpening(team, now.getTime());
  const isToday = localTime(team, opens).day === localTime(team, now.getTime()).day;
  return words(isToday ? 'wait.break' : 'wait.closed', { when: sayMoment(scene, team, opens) });
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
