import { createHash } from 'node:crypto';
import type { JobHandler } from '../jobs.ts';
import type { Act } from '../ports.ts';
import { type Session, sessionSchema } from '../session.ts';
import type { Job, Store } from '../store/store.ts';
import { notice } from './brief.ts';
import { leadOf } from './lead-id.ts';
import { notifyDataSchema } from './notify-job.ts';
import { factsOf, type Reading } from './reading.ts';

/** What is told about a lead outside the house. No contact data and no word that the prospect typed. */
export interface Notification {
  /** The same for each try, so that a receiver can drop what it has. */
  readonly id: string;
  readonly event: string;
  readonly reason: string;
  readonly lead: string;
  readonly status: Session['lead']['status'];
  readonly score: number;
  readonly grade: string;
  readonly summary: string;
  /** Where a consultant opens the lead. */
  readonly url: string;
}

/** Tells people about a lead. Rejects when it was not taken; see `NotTakenError` for when that is final. */
export type Notify = (notification: Notification) => Promise<void>;

/** A receiver did not take a notification. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
  readonly retryable: boolean;
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    { retryable, retryAfterMs = 0, cause }: { retryable: boolean; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause });
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface NotifyDeps {
  readonly act: Act;
  readonly store: Store;
  readonly reading: Reading;
  /** Null when nobody is configured to be told: the console shows the lead all the same. */
  readonly notify: Notify | null;
  readonly publicUrl: string;
  readonly now: () => Date;
  /** 0 to 1, for spreading retries. */
  readonly random: () => number;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  readonly onOutcome?: (outcome: 'sent' | 'retried' | 'given-up') => void;
}

/** What runs the jobs of leads, by type. */
export function jobHandlers(deps: NotifyDeps): Record<'notify', JobHandler> {
  return { notify: (job) => notifyAbout(deps, job) };
}

async function notifyAbout(deps: NotifyDeps, job: Job): Promise<'done' | { retryAt: number }> {
  const { store, notify } = deps;
  const { session } = await store.load(job.conversation, []);
  // Erased meanwhile: there is nobody to tell about.
  if (notify === null || session === null || session === undefined) return 'done';
  try {
    await notify(notificationOf(deps, job, sessionSchema.parse(session)));
    deps.onOutcome?.('sent');
    return 'done';
  } catch (error) {
    return retryOrGiveUp(deps, job, error);
  }
}

async function retryOrGiveUp(deps: NotifyDeps, job: Job, error: unknown): Promise<'done' | { retryAt: number }> {
  const lead = leadOf(job.conversation);
  const final = error instanceof NotTakenError && !error.retryable;
  if (!final && job.attempts < maxAttempts) {
    const asked = error instanceof NotTakenError ? Math.min(error.retryAfterMs, longestPauseMs) : 0;
    const retryAt = deps.now().getTime() + Math.max(asked, pauseMs(job.attempts, deps.random()));
    deps.log.warn({ lead, job: job.id, attempts: job.attempts, error }, 'a notification was not taken; it will be tried again');
    deps.onOutcome?.('retried');
    return { retryAt };
  }
  await deps.act(
    job.conversation,
    (session, handled) => {
      if (handled) return { result: null };
      const event = { at: deps.now().toISOString(), event: 'notification-failed' };
      return { result: null, session: { ...session, lead: { ...session.lead, events: [...session.lead.events, event] } } };
    },
    `gave-up:${job.id}`,
  );
  deps.log.error({ alarm: true, lead, job: job.id, attempts: job.attempts, error }, 'nobody could be told about a lead');
  deps.onOutcome?.('given-up');
  return 'done';
}

/** How long to wait after so many tries: three times longer each time, up to three hours, spread so that not all come at once. */
export function pauseMs(attempts: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 3 ** attempts);
  return Math.round(full * (0.75 + random / 4));
}

function notificationOf({ reading, publicUrl }: NotifyDeps, job: Job, session: Session): Notification {
  const { event, reason } = notifyDataSchema.parse(job.data);
  const lead = leadOf(job.conversation);
  const id = createHash('sha256').update(`${job.conversation} ${job.id}`).digest('base64url').slice(0, 27);
  return {
    id: `msg_${id}`,
    event,
    reason,
    lead,
    status: session.lead.status,
    ...reading.score(factsOf(reading, session).derived),
    summary: notice(reading, session, session.language === 'en' ? 'en' : 'zh-Hans'),
    url: `${publicUrl}/console#${lead}`,
  };
}

const firstPauseMs = 5000;
const longestPauseMs = 3 * 3600 * 1000;
/** With the pauses above, a little more than a day. */
const maxAttempts = 15;
