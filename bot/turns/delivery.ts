import type { Message } from '../message.ts';
import type { NewJob } from '../ports.ts';
import type { Store } from '../store/store.ts';

/** Long enough for the process that committed to deliver at once; then any living process takes over. */
const graceMs = 15_000;
const batchSize = 50;

/** The end of a channel that messages leave by. */
export interface Outlet {
  readonly name: string;
  readonly mailbox: boolean;
  deliver(conversation: string, message: Message): Promise<void>;
  /**
   * Instead of `deliver`, for a channel that counts its sends: takes messages over together, in as few sends as it can. Returns the
   * last seq that it took over; what follows stays until the prospect is heard again.
   */
  deliverAll?(conversation: string, messages: readonly Message[]): Promise<number>;
  /** Sends what it had taken over, be it long ago, and could not hand on after all. */
  sendAgain?(conversation: string): Promise<void>;
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
    const last = messages.at(-1)?.seq ?? cursor;
    cursor = await (outlet.deliverAll ? together : oneByOne)(store, outlet, { conversation, cursor, messages });
    if (messages.length < batchSize || cursor < last) return;
  }
}

async function oneByOne(store: Store, outlet: Outlet, { conversation, cursor, messages }: Waiting): Promise<number> {
  let taken = cursor;
  for (const message of messages) {
    if (message.from !== 'prospect') await outlet.deliver(conversation, message);
    taken = message.seq;
    await store.delivered(conversation, taken);
  }
  return taken;
}

interface Waiting {
  readonly conversation: string;
  readonly cursor: number;
  readonly messages: readonly Message[];
}

async function together(store: Store, outlet: Outlet, { conversation, cursor, messages }: Waiting): Promise<number> {
  if (messages.length === 0) return cursor;
  const taken = (await outlet.deliverAll?.(conversation, messages)) ?? cursor;
  if (taken > cursor) await store.delivered(conversation, taken);
  return taken;
}
