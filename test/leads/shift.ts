import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebChannel } from '../../adapters/web/channel.ts';
import { amending } from '../../bot/leads/amend.ts';
import { type Bot, createBot, loadConversation } from '../../bot/bot.ts';
import type { ConversationDeps } from '../../bot/conversation.ts';
import { deskWords } from '../../bot/wording/desk-words.ts';
import type { JobHandler } from '../../bot/jobs.ts';
import { afterSale } from '../../bot/leads/after-sale.ts';
import type { Colleague } from '../../bot/leads/care-changes.ts';
import { createDesk } from '../../bot/leads/desk.ts';
import { leadDuplicates } from '../../bot/leads/duplicates.ts';
import { mergedHeard } from '../../bot/leads/merged-heard.ts';
import { serviceLevel } from '../../bot/leads/service-level.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import type { Desk } from '../../bot/ports.ts';
import type { Session } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Job, Store } from '../../bot/store/store.ts';

const minuteMs = 60_000;

/** Consultants and prospects over the real bot and store, and a clock that only the test moves. */
export class Shift {
  readonly store: Store;
  readonly bot: Bot;
  readonly desk: Desk;
  readonly conversation: ConversationDeps;
  /** Alarms that were raised, and notifications that were due, in their order. */
  readonly told: string[] = [];
  /** Who something can be given to. */
  readonly staff = new Map<string, Colleague>();
  /** Whether somebody else is there to take a lead. */
  others = true;
  readonly #dir: string;
  readonly #handlers: Readonly<Record<string, JobHandler>>;
  #now: number;

  static async begin(at: string): Promise<Shift> {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-shift-'));
    const store = await openSqlite({ dir });
    const conversation = await loadConversation({ root: process.cwd(), quoteUrl: (id, number) => `/quotes/${number}?key=${id}` });
    return new Shift({ dir, store, conversation, reading: await leadReadingOf(conversation), at });
  }

  private constructor(parts: {
    dir: string;
    store: Store;
    conversation: ConversationDeps;
    reading: Awaited<ReturnType<typeof leadReadingOf>>;
    at: string;
  }) {
    const { dir, store, conversation, reading, at } = parts;
    const { knowledge } = conversation;
    this.#now = Date.parse(at);
    this.#dir = dir;
    this.store = store;
    this.conversation = conversation;
    this.bot = createBot({
      store,
      conversation,
      now: this.now,
      summaryOf: (id, session) => leadSummary(reading, id, session),
      onUndelivered: () => undefined,
    });
    this.bot.join(new WebChannel());
    const { act } = this.bot.conversations;
    const words = deskWords(conversation);
    const duplicates = leadDuplicates({ store, act, reading, secret: 'a secret of this test, long enough', now: this.now });
    this.desk = createDesk({
      act,
      store,
      reading,
      now: this.now,
      words,
      amend: amending(conversation),
      knowledge,
      duplicates,
      colleague: async (id) => this.staff.get(id) ?? null,
    });
    this.#handlers = {
      'service-level': serviceLevel({
        act,
        knowledge,
        words,
        now: this.now,
        hasOthers: async () => this.others,
        alarm: async (_, { reason }) => void this.told.push(`alarm ${reason}`),
      }),
      'after-sale': afterSale({ act, now: this.now }),
      'merged-heard': mergedHeard({ act, store, words, now: this.now }),
      likeness: async ({ conversation: id }) => {
        await duplicates.index(id);
        return 'done';
      },
      notify: async ({ data }) => {
        const { event, reason } = data as { event: string; reason: string };
        this.told.push(`${event} ${reason}`);
        return 'done';
      },
    };
  }

  readonly now = (): Date => new Date(this.#now);

  /** Lets time pass a minute at a time, and does what falls due. */
  async pass(minutes: number): Promise<void> {
    for (let passed = 0; passed < minutes; passed++) {
      this.#now += minuteMs;
      await this.work();
    }
  }

  async until(at: string): Promise<void> {
    this.#now = Date.parse(at);
    await this.work();
  }

  /** Does every job that is due now, as the loop of a process would. */
  async work(): Promise<void> {
    for (;;) {
      const jobs = await this.store.leaseJobs({ now: this.#now, leaseMs: 15_000, limit: 20 });
      for (const job of jobs) await this.#do(job);
      if (jobs.length === 0) return;
    }
  }

  async says(conversation: string, text: string): Promise<string> {
    const front = this.bot.conversations.front('web');
    const incoming = { id: `m:${this.#now}-${text}`, at: this.now().toISOString(), text };
    const { messages } = await front.receive(conversation, incoming, { language: 'zh-Hans' });
    return messages.map((message) => message.text).join('\n');
  }

  async session(conversation: string): Promise<Session> {
    return (await this.store.load(conversation, [])).session as Session;
  }

  async lastSaid(conversation: string): Promise<string> {
    return (await this.store.messages(conversation, 0, 200)).at(-1)?.text ?? '';
  }

  async end(): Promise<void> {
    await this.store.close();
    await rm(this.#dir, { recursive: true });
  }

  async #do(job: Job): Promise<void> {
    const handler = this.#handlers[job.type];
    const result = handler ? await handler(job) : 'done';
    if (result === 'done') await this.store.finishJob(job);
    else await this.store.retryJob({ ...job, attempts: job.attempts + 1, due: result.retryAt });
  }
}
