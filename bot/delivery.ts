import type { Message } from './message.ts';
import type { NewJob } from './ports.ts';
import type { Store } from './store/store.ts';

/** Long enough for the process that committed to deliver at once; then any living process takes over. */
const graceMs = 15_000;
const batchSize = 50;

/** The end of a channel that messages leave by. */
export interface Outlet {
  readonly name: string;
  readonly mailbox: boolean;
  deliver(conversation: string, message: Message): Promise<void>;
}

/** The job that a commit adds when its replies must be sent: found by any process, should this one die before it has sent them. */
export function deliveryJob(outlet: Outlet | undefined, upTo: number, now: number): NewJob | null {
  if (!outlet || outlet.mailbox) return null;
  return { id: 'deliver', type: 'deliver', due: now + graceMs, data: { upTo } };
}

/**
 * Sends what the channel has not taken yet, oldest first, and moves the cursor after each message. Stops at the first one that
 * the channel refuses, so the order holds; the job stays and is tried again. At least once: a crash between sending and moving the
 * cursor repeats one message, which channels with message ids drop.
 */
export async function deliver(store: Store, outlet: Outlet, conversation: string): Promise<void> {
  let cursor = await store.deliveredUpTo(conversation);
  for (;;) {
    const messages = await store.messages(conversation, cursor, batchSize);
    for (const message of messages) {
      if (message.from !== 'prospect') await outlet.deliver(conversation, message);
      cursor = message.seq;
      await store.delivered(conversation, cursor);
    }
    if (messages.length < batchSize) return;
  }
}
