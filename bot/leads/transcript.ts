import type { Message } from '../message.ts';
import type { Store } from '../store/store.ts';

const pageSize = 500;

/** All that was said in a conversation, the oldest first; empty for one that is not there. */
export async function wholeTranscript(store: Pick<Store, 'messages'>, conversation: string): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const page = await store.messages(conversation, messages.at(-1)?.seq ?? 0, pageSize);
    messages.push(...page);
    if (page.length < pageSize) return messages;
  }
}
