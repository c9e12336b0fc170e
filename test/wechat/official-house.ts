import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openOfficialAccount } from '../../adapters/wechat/official-account/open.ts';
import { listen, type Routes, webApp, type WebApp } from '../../adapters/web/server.ts';
import { type Bot, createBot, loadConversation } from '../../bot/bot.ts';
import type { ConversationDeps } from '../../bot/conversation.ts';
import { runJobs } from '../../bot/jobs.ts';
import type { LeadSummary, Store } from '../../bot/store/store.ts';
import { openStore } from '../../bot/store/open.ts';
import type { ModelReader } from '../../bot/understanding/model/proposal.ts';
import { OfficialAccountSimulator, type OfficialSettings, samples } from '../support/wechat-official-account.ts';

export interface ServerParts {
  readonly sim: OfficialAccountSimulator;
  readonly bot: Bot;
  readonly store: Store;
  readonly url: string;
  /** Where the simulator is called. */
  readonly apiBase: string;
  readonly warnings: object[];
  readonly pushes: string[];
  /** Does what is due, as the jobs of a process do it all the time. */
  runJobs(): Promise<void>;
  takeUpLate(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseSettings {
  readonly settings?: Partial<OfficialSettings>;
  /** A house on the same account and store as another. */
  readonly beside?: ServerParts;
  readonly redisUrl?: string;
  readonly model?: ModelReader;
  readonly replyWithinMs?: number;
  readonly retriedWithinMs?: number;
  readonly lagMs?: () => number;
  /** How long the store takes to load a conversation: as long as it takes to see that the other side has hung up. */
  readonly loadMs?: number;
}

const root = join(import.meta.dirname, '../..');
let words: Promise<ConversationDeps> | undefined;

/** The real bot with its official account, behind a real server, and the simulator that calls it and is called. */
export async function openHouse({
  settings,
  beside,
  redisUrl,
  model,
  loadMs,
  ...patience
}: HouseSettings = {}): Promise<ServerParts> {
  const sim = beside?.sim ?? new OfficialAccountSimulator({ ...samples, kind: 'service', ...settings });
  const apiBase = await startedAt(sim);
  const dataDir = await mkdtemp(join(tmpdir(), 'yinlu-official-'));
  const kept = storeBeside(beside, redisUrl) ?? (await openStore({ dataDir, ...(redisUrl && { redisUrl }) }));
  const store = slowed(kept, loadMs);
  words ??= loadConversation({ root, quoteUrl: (_, number) => `/quotes/${number}` });
  const conversation = await words;
  const now = (): number => sim.now();
  const warnings: object[] = [];
  const pushes: string[] = [];
  const bot = botOn({ store, conversation, now, model, warnings });
  const { aesKey, appId, appSecret, token, kind } = sim.settings;
  const account = openOfficialAccount({
    config: { appId, appSecret, token, aesKeys: [aesKey ?? []].flat(), verified: kind !== 'unverified', apiBase },
    secret,
    publicUrl: 'https://chat.example.com',
    firm: '示例',
    store,
    bot,
    now,
    log: { warn: (details) => void warnings.push(details) },
    ...patience,
    onPush: (pushed) => void pushes.push(pushed),
  });
  const app = serverOf(bot, account.routes, warnings);
  const listening = await listen(app, { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${listening.port}`;
  if (!beside) sim.callback = `${url}/wechat/official-account`;
  return {
    sim,
    bot,
    store,
    url,
    apiBase,
    warnings,
    pushes,
    runJobs: () => due(bot, store, now),
    takeUpLate: account.takeUpLate,
    async close() {
      await listening.close(500);
      if (!beside) await sim.stop();
      if (kept !== beside?.store) await kept.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Its address; started the first time. */
async function startedAt(sim: OfficialAccountSimulator): Promise<string> {
  const apiBase = apiBases.get(sim) ?? (await sim.start());
  apiBases.set(sim, apiBase);
  return apiBase;
}

interface Parts {
  readonly store: Store;
  readonly conversation: ConversationDeps;
  readonly now: () => number;
  readonly model: ModelReader | undefined;
  readonly warnings: object[];
}

function botOn({ store, conversation, now, model, warnings }: Parts): Bot {
  return createBot({
    store,
    conversation,
    now: () => new Date(now()),
    ...(model && { model }),
    summaryOf: (id, { lead }): LeadSummary => ({
      id,
      conversation: id,
      status: lead.status,
      updated: new Date(now()).toISOString(),
      document: {},
    }),
    onUndelivered: (error) => void warnings.push(error as object),
  });
}

function storeBeside(beside: ServerParts | undefined, redisUrl: string | undefined): Store | undefined {
  return redisUrl === undefined ? beside?.store : undefined;
}

function serverOf(bot: Bot, routers: readonly Routes[], warnings: object[]): WebApp {
  return webApp({
    front: bot.conversations.front('wechat-oa'),
    secret,
    allowedOrigins: [],
    rateLimit: 0,
    log: { info: () => {}, warn: () => {}, error: (details: object) => void warnings.push(details) },
    now: () => new Date(),
    assets: new Map(),
    quotes: { find: async () => null, render: async () => ({ body: '', type: 'text/plain' }) },
    speak: async () => {},
    mayMeasure: async () => false,
    routers,
  });
}

const secret = 'a secret for tests that is long enough to be one';
const apiBases = new WeakMap<OfficialAccountSimulator, string>();

/** The same store with some of its calls replaced. */
export function storeWith(store: Store, replaced: Partial<Store>): Store {
  const own = new Map<PropertyKey, unknown>(Object.entries(replaced));
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = own.get(name) ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function slowed(store: Store, ms: number | undefined): Store {
  if (ms === undefined) return store;
  return storeWith(store, {
    load: async (...asked) => {
      await pause(ms);
      return store.load(...asked);
    },
  });
}

/** One look at the jobs. */
async function due(bot: Bot, store: Store, now: () => number): Promise<void> {
  const stop = new AbortController();
  let looks = 0;
  const once = storeWith(store, {
    leaseJobs: async (lease) => {
      looks += 1;
      if (looks > 1) stop.abort();
      return looks > 1 ? [] : store.leaseJobs({ ...lease, limit: 1000 });
    },
  });
  const handlers = {
    deliver: async ({ conversation }: { conversation: string }): Promise<'done'> => {
      await bot.conversations.redeliver(conversation);
      return 'done';
    },
  };
  await runJobs({ store: once, handlers, now, onFailure: () => {} }, stop.signal);
}
