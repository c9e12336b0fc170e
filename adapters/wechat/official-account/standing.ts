import * as z from 'zod';
import type { Session } from '../../../bot/session/session.ts';

/** What was done last that lets us write, and how often we did since. */
const allowanceSchema = z.object({ at: z.number(), sends: z.number() });

/** Places of the transcript; `after`: so many characters of the first message were said. */
const rangeSchema = z.object({ from: z.number(), upTo: z.number(), after: z.number().optional() });
export type Range = z.infer<typeof rangeSchema>;

/**
 * One that may have handed it to WeChat, since `at`. `broken`: its line was reset as the answer left. `taken`: it was handed over in
 * time, noted where there is something else that could put it in doubt.
 */
const trySchema = z.object({
  id: z.string(),
  at: z.number(),
  broken: z.literal(true).optional(),
  taken: z.literal(true).optional(),
});
export type Try = z.infer<typeof trySchema>;

/** Messages that somebody is handing, or has handed, to WeChat: the service, or the answer to a push. */
const claimSchema = z.object({
  /** The id of the push; of a sending by the service one of its own. */
  by: z.string(),
  ranges: z.array(rangeSchema).readonly(),
  tries: z.array(trySchema).readonly(),
  /** When the last try of this push arrived on whose line nobody was listening any more. */
  missed: z.number().optional(),
  /** Since when nobody knows whether WeChat has it: noted when it has not pushed again some time after. */
  doubt: z.number().optional(),
  /** `until` then, whoever claimed it last is gone. */
  until: z.number(),
  /** The conversation's cursor does not tell whether WeChat has it: it was past it already, or others have moved it. */
  blind: z.literal(true).optional(),
  /** It was handed over, or noted that nobody knows. */
  settled: z.literal(true).optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** How a prospect is reached on an official account: kept in the session as `reach`, so it changes in the session's own commits. */
const standingSchema = z.object({
  openid: z.string(),
  /** Their last message; and their last tap of the account's menu, scan or follow. */
  message: allowanceSchema.optional(),
  event: allowanceSchema.optional(),
  /** They left, or refuse to hear from us. */
  unreachable: z.literal(true).optional(),
  /** All up to here is claimed or was: what is free again of it stands in `again`. */
  upTo: z.number().optional(),
  /** Claimed once, and certainly not taken. */
  again: z.array(rangeSchema).readonly().optional(),
  /** The last claims: should WeChat push a message again, it is answered as before. */
  claims: z.array(claimSchema).readonly().optional(),
});
export type Standing = z.infer<typeof standingSchema>;

// As WeChat publishes it: five messages in 48 hours for a message, three in a minute for a tap, a follow or a scan.
const messageQuota = { max: 5, windowMs: 48 * 3_600_000, marginMs: 5 * 60_000 };
const eventQuota = { max: 3, windowMs: 60_000, marginMs: 10_000 };

/** What the session says of it; null for a conversation that never was on an official account. */
export function standingOf({ reach }: Session): Standing | null {
  return standingSchema.safeParse(reach).data ?? null;
}

/** The session after the prospect wrote, or did something else that lets us write. */
export function heardAt(session: Session, { openid, at, by }: { openid: string; at: number; by: 'message' | 'event' }): Session {
  const { unreachable: _, ...before } = standingOf(session) ?? { openid };
  const last = before[by];
  // A push that was late must not take away what a later one gave.
  const given = last && last.at >= at ? last : { at, sends: 0 };
  return { ...session, reach: { ...before, openid, [by]: given } };
}

/** How many messages may be sent now; one for each message of theirs is kept for the handover to a person. */
export function sendsLeft(standing: Standing, now: number, { isHandover }: { isHandover: boolean }): number {
  if (standing.unreachable) return 0;
  const kept = isHandover ? 0 : 1;
  const byMessage = Math.max(0, left(standing.message, messageQuota, now) - kept);
  return byMessage + left(standing.event, eventQuota, now);
}

/** The last moment at which something may be sent for what they wrote last; null when they never did. */
export function openUntil({ message }: Standing): number | null {
  return message ? message.at + messageQuota.windowMs - messageQuota.marginMs : null;
}

/** The same with this many sends counted; those that a tap gives pass sooner and are used first. */
export function withSends(standing: Standing, count: number, now: number): Standing {
  const byEvent = Math.min(count, left(standing.event, eventQuota, now));
  return {
    ...standing,
    ...(standing.event && byEvent > 0 && { event: { ...standing.event, sends: standing.event.sends + byEvent } }),
    ...(standing.message && { message: { ...standing.message, sends: standing.message.sends + count - byEvent } }),
  };
}

/** The same as if so many of the counted ones had not been: they certainly did not arrive. */
export function withUnsent(standing: Standing, count: number, now: number): Standing {
  const { message, event } = standing;
  const byEvent = event && now - event.at < eventQuota.windowMs ? Math.min(count, event.sends) : 0;
  return {
    ...standing,
    ...(event && { event: { ...event, sends: event.sends - byEvent } }),
    ...(message && { message: { ...message, sends: Math.max(0, message.sends - (count - byEvent)) } }),
  };
}

/** WeChat says that no more may be sent, whatever we had counted. */
export function withoutSends({ message, event, ...rest }: Standing): Standing {
  const spent = (allowance: Standing['message']): Standing['message'] => allowance && { ...allowance, sends: messageQuota.max };
  const [byMessage, byEvent] = [spent(message), spent(event)];
  return { ...rest, ...(byMessage && { message: byMessage }), ...(byEvent && { event: byEvent }) };
}

type Quota = typeof messageQuota;

/** Clocks differ, so the last minutes of a window are not used. */
function left(allowance: Standing['message'], { max, windowMs, marginMs }: Quota, now: number): number {
  if (!allowance || now - allowance.at >= windowMs - marginMs) return 0;
  return Math.max(0, max - allowance.sends);
}
