import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Store } from './store/store.ts';

/** What came of a job; `data` takes the place of what the job had. */
export type JobResult = 'done' | { readonly retryAt: number; readonly data?: unknown };

/** Does a job, or says when to try again. A rejection counts as "try again later". */
export type JobHandler = (job: Job) => Promise<JobResult>;

/** Does jobs of one type that are due together; the results in their order. */
export type BatchHandler = (jobs: readonly Job[]) => Promise<readonly JobResult[]>;

export interface JobsDeps {
  readonly store: Store;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** For jobs that wait for others' servers: nothing else waits for these. */
  readonly batches?: Readonly<Record<string, BatchHandler>>;
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
  const aside = new Set<Promise<void>>();
  while (!signal.aborted) {
    const jobs = await due(deps);
    const groups = [...Map.groupBy(jobs ?? [], ({ type }) => type)];
    for (const [type, group] of groups) {
      const handler = deps.batches?.[type];
      if (!handler) continue;
      const done = doBatch(deps, group, handler).finally(() => aside.delete(done));
      aside.add(done);
    }
    // A type that this process has no handler for stays leased for a while and then goes to another.
    await Promise.all((jobs ?? []).map((job) => doJob(deps, job)));
    const restMs = jobs === null ? awayMs : idleMs;
    if (jobs === null || jobs.length < batch) await pause(restMs, undefined, { signal }).catch(() => {});
  }
  await Promise.all(aside);
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

async function doJob(deps: JobsDeps, job: Job): Promise<void> {
  const handler = deps.handlers[job.type];
  if (!handler) return;
  await settle(deps, job, await handler(job).catch((error: unknown) => later(deps, job, error)));
}

async function doBatch(deps: JobsDeps, jobs: readonly Job[], handler: BatchHandler): Promise<void> {
  const results = await handler(jobs).catch((error: unknown) => jobs.map((job) => later(deps, job, error)));
  await Promise.all(jobs.map((job, index) => settle(deps, job, results[index] ?? 'done')));
}

function later({ now, onFailure }: JobsDeps, job: Job, error: unknown): JobResult {
  onFailure(error, job);
  return { retryAt: now() + Math.min(maxDelayMs, 1000 * 2 ** (job.attempts + 1)) };
}

async function settle({ store, onFailure, onOutcome }: JobsDeps, job: Job, result: JobResult): Promise<void> {
  try {
    onOutcome?.(job.type, result === 'done' ? 'done' : 'retried');
    if (result === 'done') await store.finishJob(job);
    else await store.retryJob({ ...job, attempts: job.attempts + 1, due: result.retryAt, data: result.data ?? job.data });
  } catch (error) {
    onFailure(error, job);
  }
}
