import type { Session } from '../../../bot/session/session.ts';
import { ConflictError, type Job, type Store } from '../../../bot/store/store.ts';
import { storedSession } from '../../../bot/session/stored-session.ts';
import { type Standing, standingOf, withStanding } from './standing.ts';
import { sessionWithEvent } from '../../../bot/leads/lead-events.ts';

export interface Amended {
  readonly session: Session;
  readonly standing: Standing;
}

export interface Change {
  readonly standing: Standing;
  readonly jobs?: readonly Omit<Job, 'conversation' | 'attempts'>[];
  /** What became of it, for the lead. */
  readonly event?: { readonly at: string; readonly event: string } | undefined;
}

/**
 * Changes where a chat stands, in a commit of its own, from within a delivery: that runs in the conversation's line already, where
 * an act would wait for itself. Null from `change` leaves it as it is. Returns what is stored now.
 */
export async function amend(store: Store, conversation: string, change: (before: Amended) => Change | null): Promise<Amended> {
  for (;;) {
    const loaded = await store.load(conversation, []);
    const before = storedSession(loaded.session);
    const standing = before && standingOf(before);
    if (!before || !standing) throw new Error(`conversation ${conversation} is not on WeChat customer service`);
    const changed = change({ session: before, standing });
    if (!changed) return { session: before, standing };
    const after = changed.event ? sessionWithEvent(before, changed.event) : before;
    const session = withStanding(after, changed.standing);
    const jobs = (changed.jobs ?? []).map((job) => ({ ...job, conversation, attempts: 0 }));
    try {
      await store.commit(conversation, { expected: loaded.version, session, jobs });
      return { session, standing: changed.standing };
    } catch (error) {
      // A turn of another process came in between: what it knows is taken into account.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
