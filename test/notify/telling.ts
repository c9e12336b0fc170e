import type { BatchHandler } from '../../bot/jobs.ts';
import { type Alarms, leadAlarms } from '../../bot/leads/alarms.ts';
import { type NotifyDeps, tellAbout } from '../../bot/leads/notify.ts';
import type { Notifier } from '../../bot/leads/notifier.ts';
import { paces } from '../../bot/leads/notify-pace.ts';
import { speech as speechIn } from '../../adapters/notify/words.ts';
import type { Job, Store } from '../../bot/store/store.ts';
import type { State } from '../../flows/state.ts';
import { type Office, office, said } from '../leads/office.ts';

export const speech = speechIn('zh-Hans');
export const publicUrl = 'https://bot.example.com';

/** A clock that moves when it is told to. */
export class Clock {
  at = Date.parse('2027-01-04T01:00:00.000Z');
  readonly ms = (): number => this.at;
  readonly now = (): Date => new Date(this.at);
}

/** Consultants who are told by these notifiers, on a real store, with a clock that jumps to what is due next. */
export class Telling {
  readonly office: Office;
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly errors: object[] = [];
  readonly outcomes: string[] = [];
  #handler: BatchHandler;

  private constructor(one: Office, clock: Clock, notifiers: readonly Notifier[]) {
    this.office = one;
    this.clock = clock;
    this.alarms = leadAlarms({ ...one, now: clock.now });
    this.#handler = this.worker(notifiers);
  }

  static async begin(clock: Clock, notifiers: readonly Notifier[], store?: Store): Promise<Telling> {
    return new Telling(await office(store), clock, notifiers);
  }

  /** What a process does with jobs that are due together. */
  worker(notifiers: readonly Notifier[], store: Store = this.office.store, more: Partial<NotifyDeps> = {}): BatchHandler {
    return tellAbout({
      ...this.office,
      ...more,
      store,
      notifiers,
      alarms: this.alarms,
      paces: paces({ store, now: this.clock.now }),
      publicUrl,
      claimPath: (lead) => `/console/claim/${lead}`,
      now: this.clock.now,
      random: () => 1,
      log: { warn: () => {}, error: (details) => void this.errors.push(details) },
      onOutcome: (outcome, notifier) => void this.outcomes.push(`${notifier} ${outcome}`),
    });
  }

  /** The process is started again, perhaps with other settings. */
  restart(notifiers: readonly Notifier[]): void {
    this.#handler = this.worker(notifiers);
  }

  async lead(
    conversation: string,
    slots: State['slots'] = { service: said('callcentre') },
    reason = 'qualified',
  ): Promise<string> {
    const lead = await this.office.waiting(conversation, slots);
    await this.office.act(conversation, (session) => ({
      result: null,
      session,
      jobs: [{ id: 'notify-1', type: 'notify', due: this.clock.at, data: { event: 'lead.waiting', reason } }],
    }));
    return lead;
  }

  /** Does what is due, and jumps to what comes next, up to this long from now; how often something was done. */
  async run(forMs = 10 * 60_000): Promise<number> {
    const until = this.clock.at + forMs;
    for (let runs = 0; ; runs += 1) {
      const next = await this.step(this.#handler);
      if (next === null) {
        const due = this.#due.toSorted((a, b) => a - b)[0];
        if (due === undefined || due > until) {
          // What is put off stays so.
          this.clock.at = due === undefined ? this.clock.at : until;
          return runs;
        }
        this.#due = this.#due.filter((at) => at > due);
        this.clock.at = Math.max(this.clock.at, due);
      }
    }
  }

  #due: number[] = [];

  /** Leases and does one batch; null when nothing is due. */
  async step(handler: BatchHandler, store: Store = this.office.store): Promise<readonly Job[] | null> {
    const jobs = await store.leaseJobs({ now: this.clock.at, leaseMs: 15_000, limit: 20 });
    if (jobs.length === 0) return null;
    const results = await handler(jobs);
    for (const [index, job] of jobs.entries()) {
      const result = results[index] ?? 'done';
      if (result === 'done') await store.finishJob(job);
      else {
        await store.retryJob({ ...job, attempts: job.attempts + 1, due: result.retryAt, data: result.data ?? job.data });
        this.#due.push(result.retryAt);
      }
    }
    return jobs;
  }

  events(lead: string): Promise<readonly string[]> {
    return this.office.session(lead).then((session) => session.lead.events.map(({ event }) => event));
  }

  close(): Promise<void> {
    return this.office.close();
  }
}
