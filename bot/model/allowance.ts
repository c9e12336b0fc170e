export interface AllowanceDeps {
  readonly perConversation: number;
  readonly perDay: number;
  /** The day that is counted, `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** How many calls may still be paid for: in a conversation, and in a day of this process. */
export class Allowance {
  readonly #deps: AllowanceDeps;
  readonly #spentIn = new Map<string, number>();
  #day = '';
  #spentToday = 0;

  constructor(deps: AllowanceDeps) {
    this.#deps = deps;
  }

  allows(conversation: string): boolean {
    const { perConversation, perDay, today } = this.#deps;
    if (this.#day !== today()) this.#begin(today());
    return this.#spent(conversation) < perConversation && this.#spentToday < perDay;
  }

  /** Takes one call; false when there is none left. */
  take(conversation: string): boolean {
    if (!this.allows(conversation)) return false;
    this.#spentIn.set(conversation, this.#spent(conversation) + 1);
    this.#spentToday += 1;
    return true;
  }

  #spent(conversation: string): number {
    return this.#spentIn.get(conversation) ?? 0;
  }

  /** A new day forgets the conversations too: the calls of a day bound how many are remembered. */
  #begin(day: string): void {
    this.#day = day;
    this.#spentToday = 0;
    this.#spentIn.clear();
  }
}
