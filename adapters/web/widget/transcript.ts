import type { Message } from '../../../bot/message.ts';

/** The messages known without a gap, and those that came before the ones ahead of them. */
export interface Transcript {
  readonly messages: readonly Message[];
  readonly ahead: readonly Message[];
}

export const emptyTranscript: Transcript = { messages: [], ahead: [] };

/** The seq up to which everything is known. */
export function cursorOf({ messages }: Transcript): number {
  return messages.at(-1)?.seq ?? 0;
}

/** Adds messages, whatever their order; those already known change nothing. */
export function withMessages(transcript: Transcript, added: readonly Message[]): Transcript {
  const messages = [...transcript.messages];
  const ahead: Message[] = [];
  let cursor = cursorOf(transcript);
  for (const message of [...transcript.ahead, ...added].toSorted((a, b) => a.seq - b.seq)) {
    if (message.seq === cursor + 1) {
      messages.push(message);
      cursor = message.seq;
    } else if (message.seq > cursor && ahead.at(-1)?.seq !== message.seq) ahead.push(message);
  }
  return { messages, ahead };
}
