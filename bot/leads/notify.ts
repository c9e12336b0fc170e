// A notification is a job that outlives the process. Those that are due together are told together, by the notifier whose turn it is;
// who did not take one is followed by the next at once, and all begin again after a pause. An alarm stands while nobody was told.
import type { BatchHandler, JobResult } from '../jobs.ts';
import type { Act } from '../ports.ts';
import type { Session } from '../session/session.ts';
import type { Job, Store } from '../store/store.ts';
import { storedSession } from '../session/stored-session.ts';
import type { Alarms } from './alarms.ts';
import { leadOf } from './lead-id.ts';
import { type NotificationDeps, notificationOf } from './notification.ts';
import { type Notification, type Notifier, NotTakenError } from './notifier.ts';
import { type NotifyData, notifyDataSchema, personalJob } from './notify-job.ts';
import type { Leave, Paces } from './notify-pace.ts';
import { afterFailure, inTurn, isAlarming, pauseMs, whoseTurn } from './notify-turns.ts';
import { sessionWithEvent } from './lead-events.ts';

export interface NotifyDeps extends NotificationDeps {
  readonly act: Act;
  readonly store: Store;
  /** In the order in which they are tried. With none of them nobody is told: the console shows the lead all the same. */
  readonly notifiers: readonly Notifier[];
  readonly paces: Paces;
  readonly alarms: Alarms;
  /** What the prospect hears when nobody could be told; null when they know that nobody is there now. */
  readonly untold?: (session: Session, now: Date) => string | null;
  /** Whether the service level names somebody who is told of this in person. */
  readonly inPerson?: (reason: string) => boolean;
  /** 0 to 1, for spreading retries. */
  readonly random: () => number;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  readonly onOutcome?: (outcome: 'sent' | 'retried' | 'given-up', notifier: string) => void;
}

/** Tells about all leads of these jobs that are still to be told. */
export function tellAbout(deps: NotifyDeps): BatchHandler {
  return async (jobs) => {
    const results = new Map<Job, JobResult>();
    const tasks = await Promise.all(
      jobs.map((job) =>
        taskOf(deps, job).catch((error: unknown) => {
          // One lead that cannot be read must not keep the others from being told.
          deps.log.warn({ job: job.id, lead: leadOf(job.conversation), error }, 'a lead could not be read; it is tried again');
          results.set(job, { retryAt: deps.now().getTime() + pauseMs(job.attempts, deps.random()) });
          return null;
        }),
      ),
    );
    const groups = Map.groupBy(
      tasks.filter((task) => task !== null),
      ({ notifier }) => notifier,
    );
    const rounds = [...groups].flatMap(([notifier, group]) =>
      notifier.tells === 'people' ? [group] : group.map((task) => [task]),
    );
    await Promise.all(rounds.map((group) => tellGroup(deps, group, (task, result) => void results.set(task.job, result))));
    return jobs.map((job) => results.get(job) ?? 'done');
  };
}

interface Task {
  readonly job: Job;
  readonly data: NotifyData;
  readonly notifier: Notifier;
  readonly notification: Notification;
}

type Settle = (task: Task, result: JobResult) => void;

/** Null when there is nothing to tell any more. */
async function taskOf(deps: NotifyDeps, job: Job): Promise<Task | null> {
  const data = notifyDataSchema.parse(job.data);
  const loaded = await deps.store.load(job.conversation, [toldId(job)]);
  const session = storedSession(loaded.session);
  // Erased meanwhile; or told, by a process that died before it could say so.
  if (!session || loaded.handled[0]) return null;
  if (isOver(session, data)) {
    await deps.alarms.clear(job.conversation);
    return null;
  }
  await splitOff(deps, job, data);
  const notifier = whoseTurn(data, inTurn(data, deps.notifiers));
  if (!notifier) return null;
  return { job, data, notifier, notification: notificationOf(deps, job, session) };
}

/** People need not be told that a lead waits when one of them has it. */
function isOver({ lead }: Session, { event, only }: NotifyData): boolean {
  return event === 'lead.waiting' && only === undefined && lead.status !== 'waiting';
}

/** Another system hears of everything, and one person of what concerns them, by jobs of their own, whatever becomes of telling people. */
async function splitOff({ act, notifiers, inPerson, now }: NotifyDeps, job: Job, data: NotifyData): Promise<void> {
  const others = notifiers.filter((each) => !inTurn(data, notifiers).includes(each));
  const { event, reason } = data;
  const concerns = inPerson?.(reason) ?? false;
  if ((others.length === 0 && !concerns) || data.only !== undefined || data.turn !== undefined) return;
  const due = now().getTime();
  const about = { event, reason, of: job.id } satisfies NotifyData;
  const jobs = [
    ...others.map(({ name }) => ({ id: `${job.id}-${name}`, type: job.type, due, data: { ...about, only: name } })),
    ...(concerns ? [{ id: `${job.id}-person`, type: personalJob, due, data: about }] : []),
  ];
  await act(
    job.conversation,
    (session, handled) => (handled ? { result: null } : { result: null, session: { ...session }, jobs }),
    `split:${job.id}`,
  );
}

async function tellGroup(deps: NotifyDeps, group: readonly Task[], settle: Settle): Promise<void> {
  const notifier = group[0]?.notifier;
  if (!notifier) return;
  const leave = await deps.paces.leave(notifier);
  if (!leave.may) return wait(deps, group, { leave, settle });
  try {
    const told = await notifier.send(group.map(({ notification }) => notification));
    await Promise.all(group.slice(0, told).map((task) => markTold(deps, task)));
    // What did not fit in is told with the next message.
    for (const task of group.slice(told)) settle(task, { retryAt: deps.now().getTime() });
  } catch (error) {
    if (!(error instanceof NotTakenError)) throw error;
    if (error.retryAfterMs > 0) await deps.paces.shut(notifier, error.retryAfterMs);
    for (const task of group) settle(task, await failed(deps, task, error));
  }
}

/** A receiver that takes nothing for minutes is passed over; for a moment's pause the others are not disturbed. */
async function wait(
  deps: NotifyDeps,
  group: readonly Task[],
  { leave, settle }: { leave: Extract<Leave, { may: false }>; settle: Settle },
): Promise<void> {
  const retryAfterMs = leave.from - deps.now().getTime();
  for (const task of group) {
    const error = new NotTakenError(`${task.notifier.name} asked to be left alone`, { retryable: true, retryAfterMs });
    settle(task, leave.isShut ? await failed(deps, task, error) : { retryAt: leave.from });
  }
}

/** Who was told is kept on the lead: a retry after a crash finds it there, and so do the consultants. */
async function markTold({ act, alarms, now, onOutcome }: NotifyDeps, { job, notifier, data }: Task): Promise<void> {
  await act(
    job.conversation,
    (session, handled) => {
      if (handled) return { result: null };
      return { result: null, session: sessionWithEvent(session, { at: now().toISOString(), event: `told:${notifier.name}` }) };
    },
    toldId(job),
  );
  if (data.only === undefined) await alarms.clear(job.conversation);
  onOutcome?.('sent', notifier.name);
}

async function failed(deps: NotifyDeps, { job, data, notifier }: Task, error: unknown): Promise<JobResult> {
  const lead = leadOf(job.conversation);
  const details = { lead, job: job.id, notifier: notifier.name, rounds: data.rounds ?? 0, error };
  const notifiers = inTurn(data, deps.notifiers);
  const at = { now: deps.now().getTime(), random: deps.random() };
  const after = afterFailure(data, { failed: notifier, error, notifiers }, at);
  if (after === 'given-up') {
    if (data.only === undefined && !data.alarmed) await raiseAlarm(deps, job, data);
    deps.log.error({ alarm: data.only === undefined, ...details }, 'nobody could be told about a lead; this is no longer tried');
    deps.onOutcome?.('given-up', notifier.name);
    return 'done';
  }
  deps.onOutcome?.('retried', notifier.name);
  if (!isAlarming(after.data)) {
    deps.log.warn(details, 'a notification was not taken; it will be tried again');
    return after;
  }
  await raiseAlarm(deps, job, data);
  deps.log.error({ alarm: true, ...details }, 'nobody could be told about a lead; it is tried again');
  return { ...after, data: { ...after.data, alarmed: true } };
}

/** Once for each notification: who dismisses an alarm is not to meet it again with the next retry. */
async function raiseAlarm({ act, alarms, notifiers, untold, now }: NotifyDeps, job: Job, data: NotifyData): Promise<void> {
  await act(
    job.conversation,
    (session, handled) => {
      if (handled) return { result: null };
      // They were told that it is passed on: that nobody has it yet is for them to know too.
      const text = session.owner === 'waiting' && data.event === 'lead.waiting' ? untold?.(session, now()) : null;
      return {
        result: null,
        session: sessionWithEvent(session, { at: now().toISOString(), event: 'notification-failed' }),
        ...(text && { drafts: [{ from: 'bot' as const, text }] }),
      };
    },
    `alarm:${job.id}`,
  );
  const tried = inTurn(data, notifiers).map(({ name }) => name);
  await alarms.raise(job.conversation, { event: data.event, reason: data.reason, tried });
}

function toldId({ id }: Job): string {
  return `told:${id}`;
}
