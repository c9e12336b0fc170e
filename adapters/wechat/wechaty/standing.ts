import { createHash } from 'node:crypto';
import * as z from 'zod';
import { UnknownConversationError } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import { ConflictError, type Store } from '../../../bot/store/store.ts';
import { storedSession } from '../../../bot/session/stored-session.ts';

/** How a prospect is reached on a personal account: kept in the session as `reach`. */
const standingSchema = z.object({
  contact: z.string(),
  /** The owner has written on the phone: until then the bot keeps out of it. */
  pausedUntil: z.number().optional(),
  /** What was begun to be said: should the process die, nobody knows whether it was. */
  saying: z.number().optional(),
});
type Standing = z.infer<typeof standingSchema>;

export function standingOf({ reach }: Session): Standing | null {
  return standingSchema.safeParse(reach).data ?? null;
}

/** The conversation with a contact. A WeChat id says who somebody is, so it is not shown in addresses and logs. */
export function conversationOf(contact: string): string {
  return `c_wy${createHash('sha256').update(`wechaty ${contact}`).digest('base64url').slice(0, 22)}`;
}

/** The session after the prospect wrote; when the owner has been silent long enough, the bot speaks again. */
export function heardAt(session: Session, contact: string, at: number): Session {
  const { silenced, ...rest } = session;
  const { pausedUntil, ...before } = standingOf(session) ?? { contact };
  const isPaused = pausedUntil !== undefined && at < pausedUntil;
  if (isPaused) return { ...rest, silenced: true, reach: { ...before, contact, pausedUntil } };
  const isOthers = silenced === true && pausedUntil === undefined;
  return { ...rest, ...(isOthers && { silenced }), reach: { ...before, contact } };
}

/** The session after its owner wrote by phone. */
export function pausedAt(session: Session, { contact, until }: { contact: string; until: number }): Session {
  return { ...session, silenced: true, reach: { ...standingOf(session), contact, pausedUntil: until } };
}

/** Changes the session from within a delivery, which runs in the conversation's line already. Null from `change` leaves it. */
export async function amend(store: Store, conversation: string, change: (before: Session) => Session | null): Promise<Session> {
  for (;;) {
    const { session, version } = await store.load(conversation, []);
    const before = storedSession(session);
    if (!before) throw new UnknownConversationError(conversation);
    const after = change(before);
    if (!after) return before;
    try {
      await store.commit(conversation, { expected: version, session: after });
      return after;
    } catch (error) {
      // A turn came in between: what it knows is taken into account.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
