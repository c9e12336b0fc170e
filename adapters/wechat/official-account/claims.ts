// Between "the reply is kept" and "WeChat has it" a claim says who hands which messages over: the answer to a push, or the service
// that sends. It stands in the session, so of two processes one wins. A claim that is neither released nor followed by "delivered"
// was made by a process that died on the way; nobody knows whether WeChat has the messages, and they are not said again by others.
import type { Message } from '../../../bot/message.ts';
import type { Session } from '../../../bot/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { amend } from './amend.ts';

export interface Claimed {
  readonly messages: readonly Message[];
  readonly upTo: number;
  readonly session: Session;
}

const answerMs = 5000;
const atOnce = 50;

/** Claims all that was not said yet for the answer to a push; what it was answered with before, when it is told again. Null: nothing. */
export async function claimAnswer(
  store: Store,
  conversation: string,
  { by, now }: { by: string; now: number },
): Promise<Claimed | null> {
  const cursor = await store.deliveredUpTo(conversation);
  const open = await store.messages(conversation, cursor, atOnce);
  const last = open.findLast(isDue)?.seq ?? 0;
  const range = await amend(store, conversation, ({ claim, ...standing }, session) => {
    if (claim?.by === by) return { result: { from: claim.from, upTo: claim.upTo, session } };
    const from = Math.max(cursor, claim?.upTo ?? 0) + 1;
    if (from > last) return { result: null };
    return {
      result: { from, upTo: last, session },
      standing: { ...standing, claim: { by, from, upTo: last, until: now + answerMs } },
    };
  });
  if (!range) return null;
  const messages = await store.messages(conversation, range.from - 1, range.upTo - range.from + 1);
  return { messages: messages.filter(isDue), upTo: range.upTo, session: range.session };
}

/** The messages did certainly not arrive: they may be said again. */
export async function release(store: Store, conversation: string, by: string): Promise<void> {
  await amend(store, conversation, ({ claim, ...standing }) =>
    claim?.by === by ? { result: null, standing } : { result: null },
  );
}

/** What the prospect has not seen elsewhere already. */
export function isDue({ from, via }: Message): boolean {
  return from !== 'prospect' && via === undefined;
}
