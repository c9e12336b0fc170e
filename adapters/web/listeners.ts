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
  readonly reader: Reader;
}

export function visitorListeners(deps: ListenersDeps): Listeners {
  const rooms = new Map<string, Set<Listener>>();
  let count = 0;
  const hear = (event: StoreEvent): void => {
    for (const listener of rooms.get(event.conversation) ?? []) listener.reader.hear(event);
  };
  const unsubscribe = deps.front.subscribe(hear, () => {
    for (const room of rooms.values()) for (const { reader } of room) reader.look();
  });
  return {
    get count() {
      return count;
    },
    async listen(conversation, after, stream) {
      const room = rooms.get(conversation) ?? new Set();
      rooms.set(conversation, room);
      makeRoom(room);
      const reader = new Reader(deps, conversation, { after, stream });
      const listener = { stream, reader };
      // In the room before the first read: what is committed in between is heard, and read by the cursor once.
      room.add(listener);
      count += 1;
      try {
        await reader.read();
        // Who speaks may have changed while nobody listened.
        stream.sendNow({ event: 'state', data: await deps.front.owner(conversation) });
        await stream.gone;
      } catch (error) {
        // The client comes back, and is told then when the conversation is gone.
        deps.onFailure(error);
        stream.end(2000);
      } finally {
        count -= 1;
        room.delete(listener);
        if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
      }
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
class Reader {
  readonly #deps: ListenersDeps;
  readonly #conversation: string;
  readonly #stream: EventStream;
  #cursor: number;
  #heard = 0;
  #caughtUp = false;
  #reading = false;

  constructor(deps: ListenersDeps, conversation: string, { after, stream }: Place) {
    this.#deps = deps;
    this.#conversation = conversation;
    this.#stream = stream;
    this.#cursor = after;
  }

  async read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while ((!this.#caughtUp || this.#cursor < this.#heard) && !this.#stream.closed) await this.#readPage();
    } catch (error) {
      // The client comes back with the last id it has seen.
      this.#deps.onFailure(error);
      this.#stream.end(2000);
    } finally {
      this.#reading = false;
    }
  }

  /** Something may not have been heard: the transcript is read again. */
  look(): void {
    this.#caughtUp = false;
    void this.read();
  }

  hear(event: StoreEvent): void {
    if (event.type === 'messages') {
      this.#heard = Math.max(this.#heard, event.upTo);
      void this.read();
    } else if (event.type === 'typing') {
      // A visitor knows that they type themselves.
      if (event.from !== 'prospect') this.#stream.sendNow({ event: 'typing', data: { from: event.from } });
    } else {
      const { owner, name } = event;
      this.#stream.sendNow({ event: 'state', data: { owner, ...(name !== undefined && { name }) } });
    }
  }

  async #readPage(): Promise<void> {
    const heardBefore = this.#heard;
    const { messages } = await this.#deps.front.messages(this.#conversation, this.#cursor);
    for (const message of messages) {
      await this.#stream.send({ id: message.seq, event: 'message', data: message });
      this.#cursor = message.seq;
    }
    // What was heard while the page was read may not be on it.
    this.#caughtUp = messages.length === 0 && this.#heard === heardBefore;
    if (this.#caughtUp) this.#heard = this.#cursor;
  }
}

interface ListenersDeps {
  readonly front: Front;
  readonly onFailure: (error: unknown) => void;
}

interface Place {
  readonly after: number;
  readonly stream: EventStream;
}

const maxPerConversation = 8;
