/**
 * The documents of the conversations that were written last, by the very text that was stored: when a load finds that text again, it
 * needs no parsing. Nothing is taken for true by this that is not in the store.
 */
export class RecentDocuments {
  readonly #kept = new Map<string, { readonly text: string; readonly document: unknown }>();
  readonly #read: (text: string, conversation: string) => unknown;

  constructor(read: (text: string, conversation: string) => unknown) {
    this.#read = read;
  }

  keep(conversation: string, text: string, document: unknown): void {
    // Taken out first: a map's order is that of setting, and the first is the one not written for the longest time.
    this.#kept.delete(conversation);
    this.#kept.set(conversation, { text, document });
    const [oldest = ''] = this.#kept.keys();
    if (this.#kept.size > maxKept) this.#kept.delete(oldest);
  }

  documentOf(conversation: string, text: string): unknown {
    const kept = this.#kept.get(conversation);
    return kept?.text === text ? kept.document : this.#read(text, conversation);
  }

  forget(conversation: string): void {
    this.#kept.delete(conversation);
  }
}

/** Conversations that are going on; each takes some kilobytes. */
const maxKept = 1000;
