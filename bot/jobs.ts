import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Store } from './store/store.ts';

/** Does a job, or says when to try again. A rejection counts as "try again later". */
export type JobHandler = (job: Job) => Promise<'done' | { readonly retryAt: number }>;

export interface JobsDeps {
  readonly store: Store;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly now: () => number;
  readonly onFailure: (error: unknown, job?: Job) => void;
  readonly onOutcome?: (type: string, outcome: 'done' | 'retried') => void;
}

/** How long the jobs of a process that died wait for another. Longer than any handler's own deadline. */
const leaseMs = 15_000;
const batch = 20;
const idleMs = 250;
/** A store that is away is not asked, nor complained about, more often than this. */
const awayMs = 3000;
const maxDelayMs = 3_600_000;

/** Looks for due jobs of any process and does them. Stops between two jobs when the signal says so. */
export async function runJobs(deps: JobsDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const jobs = await due(deps);
    // A type that this process has no handler for stays leased for a while and then goes to another.
    await Promise.all((jobs ?? []).map((job) => doJob(deps, job).catch((error: unknown) => deps.onFailure(error, job))));
    const restMs = jobs === null ? awayMs : idleMs;
    if (jobs === null || jobs.length < batch) await pause(restMs, undefined, { signal }).catch(() => {});
  }
}

/** Null when the store is away. */
async function due({ store, now, onFailure }: JobsDeps): Promise<readonly Job[] | null> {
  try {
    return await store.leaseJobs({ now: now(), leaseMs, limit: batch });
  } catch (error) {
    onFailure(error);
    return null;
  }
}

async function doJob({ store, handlers, now, onFailure, onOutcome }: JobsDeps, job: Job): Promise<void> {
  const handler = handlers[job.type];
  if (!handler) return;
  const attempts = job.attempts + 1;
  const result = await handler(job).catch((error: unknown) => {
    onFailure(error, job);
    return { retryAt: now() + Math.min(maxDelayMs, 1000 * 2 ** attempts) };
  });
  onOutcome?.(job.type, result === 'done' ? 'done' : 'retried');
  if (result === 'done') await store.finishJob(job);
  else await store.retryJob({ ...job, attempts, due: result.retryAt });
}
