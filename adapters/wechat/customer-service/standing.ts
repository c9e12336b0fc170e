import * as z from 'zod';
import type { Session } from '../../../bot/session/session.ts';

/** The channel as sessions know it. */
export const channelName = 'wecom';

/** WeCom's states of a chat: 0 untouched, 1 with the bot, 2 in the pool, 3 with a servicer, 4 ended or not begun. */
const stateSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type ServiceState = z.infer<typeof stateSchema>;

const placeSchema = z.object({ seq: z.number(), after: z.number() });

/** Where a chat on WeChat customer service stands: kept in the session as `reach`, so it changes in the session's own commits. */
const standingSchema = z.object({
  account: z.string(),
  user: z.string(),
  /** As it was last known. */
  state: stateSchema,
  servicer: z.string().optional(),
  /** When the prospect last wrote, in milliseconds since 1970, and when we sent something since. */
  inbound: z.number().optional(),
  sends: z.array(z.number()),
  /** Lets one message through without window and quota, while the chat is in the state that it was given for. */
  code: z.object({ code: z.string(), until: z.number(), occasion: z.enum(['welcome', 'pool', 'taken', 'ended']) }).optional(),
  /** A delivery that was begun: its sends keep their ids until the last of them was taken. */
  sending: z
    .object({
      from: z.number(),
      /** So many characters of the first message were said before. */
      after: z.number().optional(),
      upTo: z.number(),
      ids: z.array(z.string()),
      /** Where in the transcript each send begins, when there are several. */
      places: z.array(placeSchema).optional(),
      code: z.string().optional(),
      plain: z.boolean().optional(),
    })
    .optional(),
  /** From here WeCom refused messages, or took them and could not deliver them: they are sent again, under new ids. */
  again: z.number().optional(),
  /** So many characters of the first of them were said. */
  againAfter: z.number().optional(),
  /** The handover that was already passed on to WeCom. */
  handed: z.string().optional(),
});
export type Standing = z.infer<typeof standingSchema>;

type Sending = NonNullable<Standing['sending']>;

/** All from this send on is to be sent again; of several such, from the first. */
export function owedAgain(
  sending: Sending,
  index: number,
  { again = Infinity, againAfter = 0 }: Partial<Standing> = {},
): Partial<Standing> {
  const { seq, after } = sending.places?.[index] ?? { seq: sending.from, after: sending.after ?? 0 };
  const isEarlier = seq < again || (seq === again && after < againAfter);
  return isEarlier ? { again: seq, againAfter: after } : {};
}

export const windowMs = 48 * 3_600_000;
/** Clocks differ, and what is sent in the last minutes may come too late. */
export const windowMarginMs = 5 * 60_000;
const maxSends = 5;
/** WeCom says that there were five, whatever we counted; of no time, so that the next message of the prospect clears them. */
export const fullQuota: number[] = Array.from({ length: maxSends }, () => 0);
/** WeCom counts in its own seconds: a send so shortly before a message may count for it. */
const slackMs = 2000;

/** What the session says of it; null for a conversation that never was on WeChat customer service. */
export function standingOf({ reach }: Session): Standing | null {
  return standingSchema.safeParse(reach).data ?? null;
}

export function withStanding(session: Session, standing: Standing): Session {
  const { silenced: _, ...rest } = session;
  const isPeoples = standing.state === 2 || standing.state === 3;
  return { ...rest, reach: standing, ...(isPeoples && { silenced: true }) };
}

export function newStanding({ account, user }: { account: string; user: string }): Standing {
  return { account, user, state: 4, sends: [] };
}

/** The prospect wrote: the window and the quota are new, and what had ended begins again. */
export function heardAt(standing: Standing, at: number): Standing {
  if (standing.inbound !== undefined && at < standing.inbound) return standing;
  const { code: _, ...rest } = standing;
  return {
    ...rest,
    inbound: at,
    sends: standing.sends.filter((sent) => sent >= at - slackMs),
    state: standing.state === 4 ? 0 : standing.state,
  };
}

export function isWindowOpen({ inbound }: Standing, now: number): boolean {
  return inbound !== undefined && now - inbound < windowMs - windowMarginMs;
}

/** The last moment at which something may be sent for what the prospect wrote last; null when they never did. */
export function openUntil({ inbound }: Standing): number | null {
  return inbound === undefined ? null : inbound + windowMs - windowMarginMs;
}

/** How many sends are left; one of them is always kept for the handover to a person. */
export function sendsLeft(standing: Standing, { isHandover }: { isHandover: boolean }): number {
  return Math.max(0, maxSends - standing.sends.length - (isHandover ? 0 : 1));
}

export function usableCode({ code, state }: Standing, now: number): Standing['code'] {
  if (!code || code.until <= now) return undefined;
  const valid = { welcome: state === 0 || state === 1 || state === 4, pool: state === 2, taken: state === 3, ended: state === 4 };
  return valid[code.occasion] ? code : undefined;
}
