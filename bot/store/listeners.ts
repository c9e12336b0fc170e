import type { StoreEvent } from './store.ts';

/** Those who hear the events of a store. */
export class Listeners {
  readonly #listeners = new Set<(event: StoreEvent) => void>();

  add(listener: (event: StoreEvent) => void): () => void {
    // A wrapper of its own, so that one function added twice is heard twice and removed once.
    const own = (event: StoreEvent): void => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  tell(event: StoreEvent): void {
    // Each in a microtask of its own: a listener that throws neither fails the commit nor silences the others.
    for (const listener of this.#listeners) queueMicrotask(() => listener(event));
  }
}
