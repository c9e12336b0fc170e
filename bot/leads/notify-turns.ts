import type { Notifier, NotTakenError } from './notifier.ts';
import type { NotifyData } from './notify-job.ts';

/** What comes after a notifier did not take a notification: the next one at once, all of them again later, or nothing any more. */
export type After = { readonly data: NotifyData; readonly retryAt: number } | 'given-up';

/**
 * Those who are tried for this notification, in order. Another system hears of everything by a job of its own, so that people are told
 * whether it works or not; where there is no way to tell people it is all there is.
 */
export function inTurn({ only }: NotifyData, notifiers: readonly Notifier[]): readonly Notifier[] {
  if (only !== undefined) return notifiers.filter(({ name }) => name === only);
  const people = notifiers.filter(({ tells }) => tells === 'people');
  return people.length > 0 ? people : notifiers;
}

/** Whose turn it is; undefined when none is left that would ever take it. */
export function whoseTurn({ turn, out = [] }: NotifyData, notifiers: readonly Notifier[]): Notifier | undefined {
  const left = notifiers.filter(({ name }) => !out.includes(name));
  return left.find(({ name }) => name === turn) ?? left[0];
}

/** Decides what follows a refusal. Pure: `now` is in milliseconds since 1970, `random` from 0 to 1 spreads the retries. */
export function afterFailure(
  data: NotifyData,
  { failed, error, notifiers }: { failed: Notifier; error: unknown; notifiers: readonly Notifier[] },
  { now, random }: { now: number; random: number },
): After {
  const { retryable, retryAfterMs } = refusalOf(error);
  const out = retryable ? (data.out ?? []) : [...(data.out ?? []), failed.name];
  const left = notifiers.filter(({ name }) => !out.includes(name));
  const [first] = left;
  if (!first) return 'given-up';
  const next = notifiers.slice(notifiers.indexOf(failed) + 1).find((each) => left.includes(each));
  if (next) return { data: { ...data, out, turn: next.name }, retryAt: now };
  const rounds = (data.rounds ?? 0) + 1;
  if (rounds > maxRounds) return 'given-up';
  // Where there are others, the first of them need not be left alone because the last one asked for it.
  const asked = left.length === 1 && left[0] === failed ? Math.min(retryAfterMs, longestPauseMs) : 0;
  const retryAt = now + Math.max(asked, pauseMs(rounds - 1, random));
  return { data: { ...data, out, turn: first.name, rounds }, retryAt };
}

/** Nobody has taken it for about half a minute: the first rounds only see a restart through. */
export function isAlarming({ rounds = 0, only, alarmed = false }: NotifyData): boolean {
  return !alarmed && only === undefined && rounds >= alarmAfterRounds;
}

/** How long to wait after so many rounds: three times longer each time, up to three hours, spread so that not all come at once. */
export function pauseMs(rounds: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 3 ** rounds);
  return Math.round(full * (0.75 + random / 4));
}

function refusalOf(error: unknown): Pick<NotTakenError, 'retryable' | 'retryAfterMs'> {
  const known = error instanceof Error && error.name === 'NotTakenError' ? (error as NotTakenError) : null;
  return known ?? { retryable: true, retryAfterMs: 0 };
}

const firstPauseMs = 5000;
const longestPauseMs = 3 * 3600 * 1000;
const alarmAfterRounds = 3;
/** With the pauses above, a little more than a day. */
const maxRounds = 15;
