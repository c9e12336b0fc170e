import { setTimeout as pause } from 'node:timers/promises';

/** Tasks of one key run one after another, in the order in which they came; tasks of different keys run side by side. */
export class KeyedQueue<Item, Result> {
  readonly #places = new Map<string, Place<Item, Result>[]>();

  /** Runs a task when all that came before it is done. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#enter(key, { type: 'task', run: () => task().then(resolve, reject) });
    });
  }

  /**
   * Like `run`, but items that lie waiting next to each other are handed over together: people write in bursts, and a burst
   * deserves one answer. `pauseMs` is how long the first of a burst waits for more; the results are in the order of the items.
   */
  join(key: string, item: Item, { pauseMs, work }: Joining<Item, Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#enter(key, { type: 'item', item, pauseMs, work, resolve, reject });
    });
  }

  #enter(key: string, place: Place<Item, Result>): void {
    const places = this.#places.get(key);
    if (places) {
      places.push(place);
    } else {
      this.#places.set(key, [place]);
      void this.#serve(key);
    }
  }

  async #serve(key: string): Promise<void> {
    const places = this.#places.get(key) ?? [];
    for (let first = places[0]; first; first = places[0]) {
      if (first.type === 'task') {
        await first.run();
        places.shift();
      } else {
        if (first.pauseMs > 0) await pause(first.pauseMs);
        const burst = leadingItems(places);
        // They leave the line only when they are done: whoever comes meanwhile waits behind them.
        await together(burst, first.work);
        places.splice(0, burst.length);
      }
    }
    this.#places.delete(key);
  }
}

export interface Joining<Item, Result> {
  readonly pauseMs: number;
  readonly work: (items: readonly Item[]) => Promise<readonly Result[]>;
}

type Place<Item, Result> = { type: 'task'; run: () => Promise<void> } | ItemPlace<Item, Result>;

interface ItemPlace<Item, Result> extends Joining<Item, Result> {
  readonly type: 'item';
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

function leadingItems<Item, Result>(places: readonly Place<Item, Result>[]): ItemPlace<Item, Result>[] {
  const end = places.findIndex(({ type }) => type !== 'item');
  return (end < 0 ? places : places.slice(0, end)).filter((place) => place.type === 'item');
}

async function together<Item, Result>(
  burst: readonly ItemPlace<Item, Result>[],
  work: Joining<Item, Result>['work'],
): Promise<void> {
  try {
    const results = await work(burst.map(({ item }) => item));
    burst.forEach((place, index) => place.resolve(results[index] as Result));
  } catch (error) {
    for (const place of burst) place.reject(error);
  }
}
