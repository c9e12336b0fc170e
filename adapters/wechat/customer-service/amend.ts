import { type Session, sessionSchema } from '../../../bot/session.ts';
import { ConflictError, type Job, type Store } from '../../../bot/store/store.ts';
import { type Standing, standingOf, withStanding } from './standing.ts';

export interface Amended {
  readonly session: Session;
  readonly standing: Standing;
}

/** The session as it is stored; null when it is gone. */
export async function storedSession(store: Store, conversation: string): Promise<{ session: Session; version: number } | null> {
  const { session, version } = await store.load(conversation, []);
  return session === null || session === undefined ? null : { session: sessionSchema.parse(session), version };
}

/**
 * Changes where a chat stands, in a commit of its own, from within a delivery: that runs in the conversation's line already, where
 * an act would wait for itself. Null from `change` leaves it as it is. Returns what is stored now.
 */
export async function amend(
  store: Store,
  conversation: string,
  change: (before: Amended) => { standing: Standing; jobs?: readonly Omit<Job, 'conversation' | 'attempts'>[] } | null,
): Promise<Amended> {
  for (;;) {
    const stored = await storedSession(store, conversation);
    const standing = stored && standingOf(stored.session);
    if (!stored || !standing) throw new Error(`conversation ${conversation} is not on WeChat customer service`);
    const changed = change({ session: stored.session, standing });
    if (!changed) return { session: stored.session, standing };
    const session = withStanding(stored.session, changed.standing);
    const jobs = (changed.jobs ?? []).map((job) => ({ ...job, conversation, attempts: 0 }));
    try {
      await store.commit(conversation, { expected: stored.version, session, jobs });
      return { session, standing: changed.standing };
    } catch (error) {
      // A turn of another process came in between: what it knows is taken into account.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
