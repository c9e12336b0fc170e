/** Spares a service that fails: after several failures in a row nothing is asked for a while, then one call tries. */
export class Circuit {
  readonly #limit: number;
  readonly #restMs: number;
  readonly #now: () => number;
  #failures = 0;
  #closedUntil = 0;
  #trying = false;

  constructor({ failures, restMs, now }: { failures: number; restMs: number; now: () => number }) {
    this.#limit = failures;
    this.#restMs = restMs;
    this.#now = now;
  }

  /** Whether a call may be made now. A call that was let through must report how it went. */
  enter(): boolean {
    if (this.#failures < this.#limit) return true;
    if (this.#trying || this.#now() < this.#closedUntil) return false;
    this.#trying = true;
    return true;
  }

  report(ok: boolean): void {
    this.#trying = false;
    this.#failures = ok ? 0 : this.#failures + 1;
    if (this.#failures >= this.#limit) this.#closedUntil = this.#now() + this.#restMs;
  }
}
