import type { ReplyWindow } from '../../bot/ports.ts';
import type { Session } from '../../bot/session/session.ts';
import { replyShut as shutInService } from './customer-service/reply-shut.ts';
import * as service from './customer-service/standing.ts';
import { channelName as accountName } from './official-account/channel.ts';
import * as account from './official-account/standing.ts';

/** What may still be written to this prospect, and until when; null where nothing limits it, or people have the chat in WeCom. */
export function replyWindow(session: Session, now: number): ReplyWindow | null {
  if (session.channel === accountName) return windowOfAccount(session, now);
  const standing = session.channel === service.channelName ? service.standingOf(session) : null;
  if (!standing || standing.state === 2 || standing.state === 3) return null;
  const isOpen = standing.state !== 4 && service.isWindowOpen(standing, now);
  return { left: isOpen ? service.sendsLeft(standing, { isHandover: true }) : 0, ...untilOf(service.openUntil(standing)) };
}

/** Why a consultant cannot write to this prospect from the console now; null when they can. */
export function replyShut(session: Session, now: number): string | null {
  if (session.channel !== accountName) return shutInService(session, now);
  const window = windowOfAccount(session, now);
  return window?.left === 0
    ? 'WeChat allows five messages within 48 hours after the prospect wrote: wait until they write.'
    : null;
}

function windowOfAccount(session: Session, now: number): ReplyWindow | null {
  const standing = account.standingOf(session);
  if (!standing) return null;
  return { left: account.sendsLeft(standing, now, { isHandover: true }), ...untilOf(account.openUntil(standing)) };
}

function untilOf(until: number | null): Pick<ReplyWindow, 'until'> {
  return until === null ? {} : { until: new Date(until).toISOString() };
}
