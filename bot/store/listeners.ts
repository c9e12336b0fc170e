import type { StoreEvent } from './store.ts';

/** Those who hear the events of a store. */
export class Listeners {
  readonly #listeners = new Set<Listener>();

  #hearing = false;

  add(hear: (event: StoreEvent) => void, missed: () => void = () => undefined): () => void {
    const listener = { hear, missed };
    this.#listeners.add(listener);
    if (this.#hearing) queueMicrotask(missed);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: StoreEvent): void {
    // Each in a microtask of its own: a listener that throws neither fails the commit nor silences the others.
    for (const { hear } of this.#listeners) queueMicrotask(() => hear(event));
  }

  /** From now on every event is told; earlier ones may have been lost. */
  begin(): void {
    this.#hearing = true;
    for (const { missed } of this.#listeners) queueMicrotask(missed);
  }

  /** Events may be lost until it begins again. */
  pause(): void {
    this.#hearing = false;
  }
}

interface Listener {
  readonly hear: (event: StoreEvent) => void;
  readonly missed: () => void;
}
