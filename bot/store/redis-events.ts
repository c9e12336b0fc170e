import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { RedisConnection, RedisNode } from './redis-connection.ts';
import type { StoreEvent } from './store.ts';

export interface Hearer {
  /** All channels are heard from now on. */
  began(): void;
  /** From now on something may not be heard. */
  ended(): void;
  heard(message: string): void;
}

/** Hears what is published on sharded channels, on connections of its own, one for each node that has some of them. */
export class RedisEvents {
  readonly #connection: RedisConnection;
  readonly #channels: readonly string[];
  readonly #hearer: Hearer;
  readonly #stopped = new AbortController();
  /** Resolves when what is open now must be given up. */
  #over = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;

  constructor(connection: RedisConnection, channels: readonly string[], hearer: Hearer) {
    this.#connection = connection;
    this.#channels = channels;
    this.#hearer = hearer;
  }

  /** Begins to hear, soon. Has no effect the second time. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#over.resolve();
    await this.#running;
  }

  /**
   * When anything is wrong – a node is lost, a slot has moved – all is given up and built anew on the nodes of then. The client's own
   * repair (redis 6.3) is not used: it subscribes again without catching, and a rejection nobody catches ends the process.
   */
  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const ears: RedisNode[] = [];
      this.#over = Promise.withResolvers();
      await this.#listen(ears).catch(() => undefined);
      this.#hearer.ended();
      for (const ear of ears) ear.destroy();
      await wait(100 + Math.random() * 100, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves or rejects when it hears no more. */
  async #listen(ears: RedisNode[]): Promise<void> {
    const over = this.#over;
    // Any command makes a cluster's client learn of slots that have moved since.
    await Promise.all(this.#channels.map((channel) => this.#connection.send(channel, ['EXISTS', channel])));
    const nodes = await Promise.all(this.#channels.map((channel) => this.#connection.nodeOf(channel)));
    const opened = [...new Set(nodes)].map(async (node) => {
      const ear = node.duplicate({ socket: { ...node.options.socket, reconnectStrategy: false } });
      for (const trouble of ['error', 'end', 'sharded-channel-moved', '__MOVED']) ear.on(trouble, () => over.resolve());
      ears.push(ear);
      await ear.connect();
      const channels = this.#channels.filter((_, index) => nodes[index] === node);
      // One by one: channels of several slots in one command are an error on a cluster.
      await Promise.all(channels.map((channel) => ear.sSubscribe(channel, (message) => this.#hearer.heard(message))));
    });
    const all = Promise.all(opened).then(() => this.#hearer.began());
    await Promise.race([all, over.promise]);
    await over.promise;
  }
}

const conversation = z.string();
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('messages'), conversation, upTo: z.number() }),
  z.object({ type: z.literal('typing'), conversation, from: z.enum(['bot', 'consultant', 'prospect']) }),
  z.object({ type: z.literal('state'), conversation, owner: z.string(), name: z.string().exactOptional() }),
]);

/**
 * A commit is told by the script as `upTo conversation`; everything else is JSON. Undefined for an event of a newer program that this
 * one does not know: it is no reason to stop hearing.
 */
export function eventOf(message: string): StoreEvent | undefined {
  if (message.startsWith('{')) return eventSchema.safeParse(JSON.parse(message)).data;
  const space = message.indexOf(' ');
  return { type: 'messages', conversation: message.slice(space + 1), upTo: Number(message.slice(0, space)) };
}
