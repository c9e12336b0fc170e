import type { Front } from '../../bot/ports.ts';
import type { StoreEvent } from '../../bot/store/store.ts';
import type { EventStream } from './event-stream.ts';

/** All visitors of this process who listen; one subscription to the store serves them. */
export interface Listeners {
  /** Sends everything after `after`, then everything new, each message once and in order, until the client goes. */
  listen(conversation: string, after: number, stream: EventStream): Promise<void>;
  readonly count: number;
  /** Ends every stream; they come back, to another process. */
  close(): void;
}

interface Listener {
  readonly stream: EventStream;
  hear: (event: StoreEvent) => void;
  look: () => void;
}

export function visitorListeners(deps: ListenersDeps): Listeners {
  const rooms = new Map<string, Set<Listener>>();
  let count = 0;
  const hear = (event: StoreEvent): void => {
    for (const listener of rooms.get(event.conversation) ?? []) listener.hear(event);
  };
  const missed = (): void => {
    for (const room of rooms.values()) for (const listener of room) listener.look();
  };
  const unsubscribe = deps.front.subscribe(hear, missed);
  return {
    get count() {
      return count;
    },
    async listen(conversation, after, stream) {
      const room = rooms.get(conversation) ?? new Set();
      rooms.set(conversation, room);
      makeRoom(room);
      const reader = readerOf(deps, conversation, { after, stream });
      const listener = { stream, hear: reader.hear, look: reader.look };
      // In the room before the first read: what is committed in between is heard, and read by the cursor once.
      room.add(listener);
      count += 1;
      await reader.read();
      // Who speaks may have changed while nobody listened.
      stream.sendNow({ event: 'state', data: await deps.front.owner(conversation) });
      await stream.gone;
      room.delete(listener);
      count -= 1;
      if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
    },
    close() {
      unsubscribe();
      for (const room of rooms.values()) for (const { stream } of room) stream.end(1000);
    },
  };
}

/** The oldest give way: they are most likely the dead ends of a page that lost its network. */
function makeRoom(room: Set<Listener>): void {
  const tooMany = room.size - maxPerConversation + 1;
  for (const { stream } of [...room].slice(0, Math.max(0, tooMany))) stream.end(60_000);
}

/** Reads a transcript onward from a cursor, so that an event only says "look": heard twice or out of order it does no harm. */
function readerOf({ front, onFailure }: ListenersDeps, conversation: string, { after, stream }: Place): Reader {
  let cursor = after;
  let heard = 0;
  let caughtUp = false;
  let reading = false;
  const readPage = async (): Promise<void> => {
    const heardBefore = heard;
    const { messages } = await front.messages(conversation, cursor);
    for (const message of messages) {
      await stream.send({ id: message.seq, event: 'message', data: message });
      cursor = message.seq;
    }
    // What was heard while the page was read may not be on it.
    caughtUp = messages.length === 0 && heard === heardBefore;
    if (caughtUp) heard = cursor;
  };
  const isBehind = (): boolean => (!caughtUp || cursor < heard) && !stream.closed;
  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      while (isBehind()) await readPage();
    } catch (error) {
      // The client comes back with the last id it has seen.
      onFailure(error);
      stream.end(2000);
    } finally {
      reading = false;
    }
  };
  const look = (): void => {
    caughtUp = false;
    void read();
  };
  const hear = (event: StoreEvent): void => {
    if (event.type === 'messages') {
      heard = Math.max(heard, event.upTo);
      void read();
    } else if (event.type === 'typing') {
      // A visitor knows that they type themselves.
      if (event.from !== 'prospect') stream.sendNow({ event: 'typing', data: { from: event.from } });
    } else
      stream.sendNow({ event: 'state', data: { owner: event.owner, ...(event.name !== undefined && { name: event.name }) } });
  };
  return { read, look, hear };
}

interface ListenersDeps {
  readonly front: Front;
  readonly onFailure: (error: unknown) => void;
}

interface Place {
  readonly after: number;
  readonly stream: EventStream;
}

interface Reader {
  read: () => Promise<void>;
  /** Reads the transcript again, because something may not have been heard. */
  look: () => void;
  hear: (event: StoreEvent) => void;
}

const maxPerConversation = 8;
