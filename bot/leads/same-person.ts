import { keyedHash } from '../keyed-hash.ts';
import type { Act } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/store.ts';
import { leadOf } from './lead-id.ts';
import { sessionWithEvent } from './lead-events.ts';
import { unlessErased } from './unless-erased.ts';

/**
 * Joins leads of one person. WeChat itself must say that they are one (the `unionid` of its accounts), or a link that we signed carries
 * the talk over; a name, a number that somebody typed or any other likeness joins nobody.
 */
export interface SamePerson {
  /** This conversation is with whom WeChat knows under this id. Says so on every lead of theirs, once. */
  readonly known: (conversation: string, unionid: string) => Promise<void>;
}

export interface SamePersonDeps {
  readonly store: Store;
  readonly act: Act;
  readonly secret: string;
  readonly now: () => number;
}

/** Joins by records under a keyed hash of the id. */
export function samePerson({ store, act, secret, now }: SamePersonDeps): SamePerson {
  const hash = keyedHash(secret, 'same person');
  // The id itself says who somebody is, on every account of the firm: it is not kept.
  const kindOf = (unionid: string): string => `person-${hash.of(unionid).toString('base64url').slice(0, 22)}`;
  const note = (conversation: string, other: string): Promise<boolean> =>
    unlessErased(
      act<boolean>(conversation, (session) => {
        const changed = joined(session, { event: `same-person:${leadOf(other)}`, at: new Date(now()).toISOString() });
        return { result: true, ...(changed && { session: changed }) };
      }),
      false,
    );
  return {
    async known(conversation, unionid) {
      const person = kindOf(unionid);
      // A record of its own for each conversation: two processes that learn of two at once lose neither.
      await store.putRecord(person, conversation, { at: new Date(now()).toISOString() });
      await act(conversation, (session) => ({
        result: null,
        ...(session.person !== person && { session: { ...session, person } }),
      }));
      const all = await store.listRecords(person);
      for (const { id: other } of all.filter(({ id }) => id !== conversation)) {
        if (await note(other, conversation)) await note(conversation, other);
        else await store.deleteRecord(person, other);
      }
    },
  };
}

/** Null when the lead says so already. */
function joined(session: Session, { event, at }: { event: string; at: string }): Session | null {
  return session.lead.events.some((each) => each.event === event) ? null : sessionWithEvent(session, { at, event });
}
