const pausing = new Set<() => void>();

/** Waits, but no longer than until the browser is online again or somebody hurries. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      pausing.delete(done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    pausing.add(done);
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
