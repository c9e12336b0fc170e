import { sessionWithEvent } from '../../../bot/leads/lead-events.ts';
import { type NewJob, UnknownConversationError } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import { ConflictError, type Store } from '../../../bot/store/store.ts';
import { storedSession } from '../../../bot/session/stored-session.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Amended<T> {
  readonly result: T;
  /** Absent: it stays as it is. */
  readonly standing?: Standing;
  /** What became of it, for the lead. */
  readonly event?: { readonly at: string; readonly event: string };
  /** What is to be done about it later, by any process. */
  readonly job?: NewJob;
}

/**
 * Changes how a prospect is reached, in a commit of its own: a delivery runs in the conversation's line already, where an act would
 * wait for itself. `change` may be called again after a conflict, so it must be pure.
 */
export async function amend<T>(
  store: Store,
  conversation: string,
  change: (standing: Standing, session: Session) => Amended<T>,
): Promise<T> {
  for (;;) {
    const loaded = await store.load(conversation, []);
    const session = storedSession(loaded.session);
    if (!session) throw new UnknownConversationError(conversation);
    const before = standingOf(session);
    if (!before) throw new Error(`conversation ${conversation} is not on the official account`);
    const { result, standing, event, job } = change(before, session);
    if (!standing) return result;
    try {
      const jobs = job ? [{ ...job, conversation, attempts: 0 }] : [];
      await store.commit(conversation, { expected: loaded.version, session: changed(session, standing, event), jobs });
      return result;
    } catch (error) {
      // A turn, or another process, came in between: what it knows is taken into account.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

function changed(session: Session, standing: Standing, event: Amended<unknown>['event']): Session {
  const after = { ...session, reach: standing };
  return event === undefined ? after : sessionWithEvent(after, event);
}
