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
  readonly kept: Kept;
}

const defaultPageSize = 200;
/** A customer whose message could not be taken over is left alone for so long. */
const restMs = 1000;

/**
 * Takes what waits over into the conversations: one after another for each customer, all customers side by side, so a slow answer to
 * one keeps nobody waiting. Messages that follow each other go in together, and the conversation makes one turn of a burst.
 */
export class Draining {
  readonly #deps: DrainingDeps;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #resting = new Map<string, number>();

  constructor(deps: DrainingDeps) {
    this.#deps = deps;
  }

  /** Starts on what waits and is not in hand: all of it is looked at, so that nobody is hidden behind what those in hand have waiting. */
  async look(): Promise<void> {
    const { store, feed, pageSize = defaultPageSize } = this.#deps;
    const seen = new Set(this.#busy.keys());
    for (let after: number | undefined; ;) {
      const { items, next } = await store.waiting(feed, { limit: pageSize, after });
      this.#start(
        items.map(({ id, data }): Waiting => ({ id, kept: keptSchema.parse(data) })),
        seen,
      );
      if (next === undefined) return;
      after = next;
    }
  }

  /** What stands further back of a customer who was seen before waits for the next look: by now they may be free, and it would overtake. */
  #start(page: readonly Waiting[], seen: Set<string>): void {
    for (const [customer, waiting] of Map.groupBy(page, ({ kept }) => customerOf(kept.entry))) {
      if (seen.has(customer)) continue;
      seen.add(customer);
      if ((this.#resting.get(customer) ?? 0) > this.#deps.now()) continue;
      const done = this.#take(customer, waiting).finally(() => this.#busy.delete(customer));
      this.#busy.set(customer, done);
    }
  }

  /** Resolves when nothing is in hand any more. */
  async end(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  async #take(customer: string, waiting: readonly Waiting[]): Promise<void> {
    const { store, feed, account, now, arrive, onFailure } = this.#deps;
    try {
      for (const burst of burstsOf(waiting)) {
        await arrive(
          account,
          burst.map(({ kept }) => kept),
        );
        await store.takenOver(
          feed,
          burst.map(({ id }) => id),
        );
      }
      this.#resting.delete(customer);
    } catch (error) {
      this.#resting.set(customer, now() + restMs);
      onFailure(error, account);
    }
  }
}

/** Messages of the customer next to each other go together; everything else goes alone, in its place. */
function burstsOf(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const bursts: Waiting[][] = [];
  for (const each of waiting) {
    const last = bursts.at(-1)?.[0];
    if (last && isMessage(last) && isMessage(each) && last.kept.past === each.kept.past) bursts.at(-1)?.push(each);
    else bursts.push([each]);
  }
  return bursts;
}

function isMessage({ kept }: Waiting): boolean {
  return kept.entry.origin === 3 && !kept.entry.event;
}
