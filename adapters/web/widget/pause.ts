const pausing = new Set<() => void>();

/** Waits, but no longer than until the browser is online again, somebody hurries, or `signal` aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      pausing.delete(done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    pausing.add(done);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}

/** Ends every pause: what was going to be tried again is tried now. */
export function hurry(): void {
  for (const done of pausing) done();
}
addEventListener('online', hurry);

/** 1, 2, 4 … 30 seconds, spread so that not every visitor comes back at the same moment. */
export function backoffMs(failures: number): number {
  return Math.min(1000 * 2 ** failures, 30_000) * (0.75 + Math.random() / 2);
}
