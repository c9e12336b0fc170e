import { monitorEventLoopDelay } from 'node:perf_hooks';

const everyMs = 20;
const windowMs = 1000;

/** Tells by how many milliseconds timers of this process come late just now: the most of the last second or two. */
export function loopLag(): () => number {
  const delay = monitorEventLoopDelay({ resolution: everyMs });
  delay.enable();
  let before = 0;
  setInterval(() => {
    before = delay.max;
    delay.reset();
  }, windowMs).unref();
  return () => Math.max(0, Math.max(before, delay.max) / 1e6 - everyMs);
}
