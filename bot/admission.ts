export interface AdmissionLimits {
  readonly atOnce: number;
  /** What takes longer waits for somebody else's answer, and others may begin. */
  readonly countedMs: number;
}

/**
 * Tasks begin in the order in which they come, only so many at a time. A process that begins on all at once is done with all of them at
 * the end, and meanwhile so busy that no clock of it runs on time.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #waiting: (() => void)[] = [];
  #counted = 0;

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
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Whoever is next takes over the place. */
  #left(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#counted -= 1;
  }
}
