import type { Store } from '../../../bot/store/store.ts';
import { customerOf, type Kept, keptSchema } from './entry.ts';

export interface DrainingDeps {
  readonly store: Store;
  readonly feed: string;
  readonly account: string;
  readonly now: () => number;
  readonly arrive: (account: string, burst: readonly Kept[]) => Promise<void>;
  readonly onFailure: (error: unknown, account: string) => void;
  /** How much of what waits is read at a time. */
  readonly pageSize?: number;
}

interface Waiting {
  readonly id: string;
  readonly place: number;
  readonly kept: Kept;
}

/** What waits of one customer, in its order. */
interface Queue {
  readonly waiting: Waiting[];
  /** Present while it is in hand. */
  taking?: Promise<void>;
  restsUntil: number;
}

const defaultPageSize = 200;
const longestBurst = 100;
/** A customer whose message could not be taken over is left alone for so long. */
const restMs = 1000;

/**
 * Takes what waits over into the conversations: one after another for each customer, all customers side by side, so a slow answer to
 * one keeps nobody waiting. Messages that follow each other go in together, and the conversation makes one turn of a burst. All that
 * waits is read, once, so that nobody is hidden behind what those in hand have waiting.
 */
export class Draining {
  readonly #deps: DrainingDeps;
  readonly #queues = new Map<string, Queue>();

  constructor(deps: DrainingDeps) {
    this.#deps = deps;
  }

  /** Starts on what waits and is not in hand. */
  async look(): Promise<void> {
    const { now, pageSize = defaultPageSize } = this.#deps;
    for (;;) {
      const page = await this.#read(pageSize);
      for (const [customer, queue] of this.#queues) {
        if (queue.taking || queue.restsUntil > now()) continue;
        queue.taking = this.#take(customer, queue);
      }
      if (page < pageSize) return;
    }
  }

  /** Resolves when nothing is in hand any more. */
  async end(): Promise<void> {
    await Promise.all([...this.#queues.values()].flatMap(({ taking }) => taking ?? []));
  }

  /** Reads on behind all that was read and still waits: whatever comes has a later place. How much there was. */
  async #read(limit: number): Promise<number> {
    const { store, feed } = this.#deps;
    let after = 0;
    for (const { waiting } of this.#queues.values()) after = Math.max(after, waiting.at(-1)?.place ?? 0);
    const items = await store.waiting(feed, { limit, after });
    for (const { id, place, data } of items) {
      const kept = keptSchema.parse(data);
      const customer = customerOf(kept.entry);
      const queue = this.#queues.get(customer) ?? { waiting: [], restsUntil: 0 };
      this.#queues.set(customer, queue);
      queue.waiting.push({ id, place, kept });
    }
    return items.length;
  }

  async #take(customer: string, queue: Queue): Promise<void> {
    const { store, feed, account, now, arrive, onFailure } = this.#deps;
    try {
      for (let burst = burstOf(queue.waiting); burst.length > 0; burst = burstOf(queue.waiting)) {
        await arrive(
          account,
          burst.map(({ kept }) => kept),
        );
        await store.takenOver(
          feed,
          burst.map(({ id }) => id),
        );
        queue.waiting.splice(0, burst.length);
      }
      this.#queues.delete(customer);
    } catch (error) {
      delete queue.taking;
      queue.restsUntil = now() + restMs;
      onFailure(error, account);
    }
  }
}

/** Messages of the customer next to each other go together; everything else goes alone, in its place. */
function burstOf(waiting: readonly Waiting[]): readonly Waiting[] {
  const [first] = waiting;
  if (!first) return [];
  const isNext = (each: Waiting): boolean => isMessage(each) && each.kept.past === first.kept.past;
  const end = isMessage(first) ? waiting.findIndex((each) => !isNext(each)) : 1;
  return waiting.slice(0, Math.min(end < 0 ? waiting.length : end, longestBurst));
}

function isMessage({ kept }: Waiting): boolean {
  return kept.entry.origin === 3 && !kept.entry.event;
}
