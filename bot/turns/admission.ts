export interface AdmissionLimits {
  readonly atOnce: number;
  /** What takes longer waits for somebody else's answer, and others may begin. */
  readonly countedMs: number;
  /** Whoever has waited longer is too late for an answer at once. */
  readonly patientMs: number;
}

interface Waiting {
  readonly begin: () => void;
  readonly since: number;
}

/**
 * Admission control: tasks begin in the order in which they come, only so many at a time. A process that begins on all at once is done
 * with all of them at the end, and meanwhile so busy that no timer of it runs on time. Under overload every second place goes to the
 * task that came last (adaptive LIFO): served strictly in order, everybody would be too late.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #waiting: Waiting[] = [];
  #counted = 0;
  #isLastsTurn = false;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#place();
    let isCounted = true;
    const leave = (): void => {
      if (!isCounted) return;
      isCounted = false;
      this.#left();
    };
    const tooLong = setTimeout(leave, this.#limits.countedMs);
    try {
      return await task();
    } finally {
      clearTimeout(tooLong);
      leave();
    }
  }

  async #place(): Promise<void> {
    if (this.#counted < this.#limits.atOnce) this.#counted += 1;
    else await new Promise<void>((begin) => this.#waiting.push({ begin, since: performance.now() }));
  }

  /** Whoever is next takes over the place. */
  #left(): void {
    const next = this.#next();
    if (next) next.begin();
    else this.#counted -= 1;
  }

  #next(): Waiting | undefined {
    const isTooMuch = performance.now() - (this.#waiting[0]?.since ?? Infinity) > this.#limits.patientMs;
    this.#isLastsTurn = isTooMuch && !this.#isLastsTurn;
    return this.#isLastsTurn ? this.#waiting.pop() : this.#waiting.shift();
  }
}
