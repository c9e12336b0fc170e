import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './median.ts';

/**
 * How often a second of one core each of the contestants can be called, medians of five rounds that alternate between them.
 * `calls` counts for how many one call stands. The time is that of this thread, so that what else runs on the machine counts less.
 */
export function speeds<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
  calls = 1,
): Readonly<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) callFor(contestants[name], warmUpMs);
  for (let round = 0; round < 5; round += 1) {
    for (const name of names) measured[name].push(callFor(contestants[name], roundMs) * calls);
  }
  return Object.fromEntries(names.map((name) => [name, median(measured[name])])) as Record<Name, number>;
}

// V8 goes on compiling for seconds what is as large as the understanding, and a server lives for weeks.
const warmUpMs = 3000;
const roundMs = 400;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function callFor(call: () => void, ms: number): number {
  // What another contestant leaves behind is not collected at the cost of this one.
  collectGarbage();
  const start = threadMs();
  let count = 0;
  let elapsed = 0;
  while (elapsed < ms) {
    call();
    count += 1;
    elapsed = threadMs() - start;
  }
  return (count / elapsed) * 1000;
}

/** How long this thread has worked. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
