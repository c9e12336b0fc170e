/** Slows a personal account down to what a person does: WeChat bans accounts that write like machines. */
export interface Speed {
  /** Resolves when one message may be sent; rejects with TooMuchError when it was enough for a day. */
  turn(): Promise<void>;
}

export interface SpeedDeps {
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly random: () => number;
  /** Between two messages, whoever they are for. */
  readonly gapMs?: readonly [least: number, most: number];
  readonly maxADay?: number;
}

export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
  readonly retryable = true;
}

const dayMs = 24 * 3_600_000;

export function speed({ now, pause, random, gapMs: [least, most] = [2000, 5000], maxADay = 300 }: SpeedDeps): Speed {
  let line: Promise<unknown> = Promise.resolve();
  let last = -Infinity;
  let sent: readonly number[] = [];
  const next = async (): Promise<void> => {
    sent = sent.filter((at) => now() - at < dayMs);
    if (sent.length >= maxADay) throw new TooMuchError(`${maxADay} messages in a day are enough for a personal account`);
    const wait = last + least + random() * (most - least) - now();
    if (wait > 0) await pause(wait);
    last = now();
    sent = [...sent, last];
  };
  return {
    turn() {
      const before = line;
      const mine = (async () => {
        await before;
        await next();
      })();
      line = mine.catch(() => {});
      return mine;
    },
  };
}
