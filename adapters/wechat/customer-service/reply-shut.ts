import type { Session } from '../../../bot/session/session.ts';
import { channelName, isWindowOpen, sendsLeft, standingOf } from './standing.ts';

/** Why a consultant cannot write to this prospect from the console now; null when they can. */
export function replyShut(session: Session, now: number): string | null {
  const standing = session.channel === channelName ? standingOf(session) : null;
  if (!standing) return null;
  if (standing.state === 2) return 'The prospect waits in the WeCom pool: take the chat in the WeCom app and answer there.';
  if (standing.state === 3) return 'The chat is open in the WeCom app: answer there.';
  if (standing.state === 4 || !isWindowOpen(standing, now)) {
    return 'WeChat allows an answer for 48 hours after the prospect wrote: wait until they write again.';
  }
  const left = sendsLeft(standing, { isHandover: true });
  return left > 0 ? null : 'WeChat allows five messages after each message of the prospect: wait until they write again.';
}
