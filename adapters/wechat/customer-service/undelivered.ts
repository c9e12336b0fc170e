import type { Session } from '../../../bot/session/session.ts';
import { fullQuota, owedAgain, type Standing, standingOf, withStanding } from './standing.ts';

/** Why WeCom says that a message it had taken did not arrive. */
const reasons: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'account-deleted',
  2: 'app-closed',
  4: 'over-48-hours',
  5: 'session-closed',
  6: 'over-five-messages',
  8: 'unverified',
  10: 'refused-by-customer',
  11: 'nobody-logged-in',
  12: 'type-forbidden',
};

/** What has to wait for the prospect to write again; anything else would fail again. */
const passing = new Set([4, 5, 6]);

/** The session after WeCom has told that it could not deliver a message: the lead says so, and what can be said again will be. */
export function undelivered(session: Session, { id, type, now }: { id: string; type: number; now: number }): Session {
  const event = { at: new Date(now).toISOString(), event: `undelivered:${reasons[type] ?? type}` };
  const noted = { ...session, lead: { ...session.lead, events: [...session.lead.events, event] } };
  const standing = standingOf(session);
  if (!standing) return noted;
  const index = passing.has(type) ? (standing.sending?.ids.indexOf(id) ?? -1) : -1;
  // The ones before it have arrived.
  const lost = standing.sending && index !== -1 ? owedAgain(standing.sending, index, standing) : {};
  return withStanding(noted, { ...standing, ...lost, ...learntFrom(type) });
}

function learntFrom(type: number): Partial<Standing> {
  if (type === 4 || type === 5) return { state: 4 };
  if (type === 6) return { sends: fullQuota };
  return {};
}
