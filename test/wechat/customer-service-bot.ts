import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { wecomApi } from '../../adapters/wechat/customer-service/api.ts';
import { carryingLinks } from '../../adapters/wechat/customer-service/carrying-link.ts';
import { conversationAt } from '../../adapters/wechat/customer-service/address.ts';
import { CustomerServiceChannel } from '../../adapters/wechat/customer-service/channel.ts';
import { customerService } from '../../adapters/wechat/customer-service/customer-service.ts';
import { replyShut } from '../../adapters/wechat/reply-window.ts';
import { type WebTalk, webTalk } from '../../adapters/wechat/customer-service/web-talk.ts';
import { secretsOf } from '../../adapters/wechat/envelope/envelope.ts';
import { WebChannel } from '../../adapters/web/channel.ts';
import { amending } from '../../bot/leads/amend.ts';
import { createBot, loadConversation } from '../../bot/bot.ts';
import { runJobs } from '../../bot/jobs.ts';
import { createDesk } from '../../bot/leads/desk.ts';
import { leadDuplicates } from '../../bot/leads/duplicates.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { type Session, sessionSchema } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { startWecom, type Wecom } from '../support/wecom-server.ts';

export const corpId = 'ww1234567890abcdef';
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const token = 'QDG6eK';
const secret = 'a-secret-for-tests-that-protects-nothing-at-all';
const root = fileURLToPath(new URL('../../', import.meta.url));

const content = loadConversation({ root, quoteUrl: (_, number) => `/quotes/${number}` });

/** The whole bot on WeChat customer service, with the simulated WeCom's clock as its own. */
export interface Desk {
  readonly wecom: Wecom;
  readonly store: Store;
  readonly bot: ReturnType<typeof createBot>;
  readonly desk: ReturnType<typeof createDesk>;
  readonly callbackUrl: string;
  readonly links: ReturnType<typeof carryingLinks>;
  readonly web: WebTalk;
  readonly logged: string[];
  /** Staff by their WeCom user id. */
  readonly staff: Map<string, StaffMember>;
  conversation(account: string, user: string): Promise<string>;
  session(account: string, user: string): Promise<Session>;
  /** Starts reading, as a process does at its start. */
  begin(): void;
  /** Stops reading, as a process does at its end. */
  pause(): Promise<void>;
  close(): Promise<void>;
}

export async function customerServiceDesk({ begun = true, accounts = ['wkA'] } = {}): Promise<Desk> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-wecom-'));
  const store = await openSqlite({ dir });
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat/customer-service`;
  const wecom = await startWecom({ corpId, secret: 'kf-secret', callback: { url: callbackUrl, token, aesKey } });
  for (const account of accounts) wecom.addAccount(account, { servicers: { lin: true } });
  const clock = (): number => wecom.now();
  const now = (): Date => new Date(wecom.now());
  const conversation = await content;
  const reading = await leadReadingOf(conversation);
  const logged: string[] = [];
  const note = (details: object, message: string): void => void logged.push(`${message} ${JSON.stringify(details)}`);
  const log = { info: note, warn: note, error: note };
  const summaryOf = (id: string, session: Session) => leadSummary(reading, id, session);
  const onUndelivered = (error: unknown): void => void logged.push(`undelivered: ${String(error)}`);
  const bot = createBot({ store, now, conversation, summaryOf, onUndelivered });
  const api = wecomApi({ corpId, secret: 'kf-secret', apiBase: wecom.baseUrl, now: clock, timeoutMs: 1000 });
  bot.join(new WebChannel());
  bot.join(
    new CustomerServiceChannel({
      store,
      api,
      now: clock,
      publicUrl: 'https://bot.example.com',
      more: () => 'more',
      pauseMs: 20,
      log,
    }),
  );
  const links = carryingLinks(secret);
  const staff = new Map<string, StaffMember>();
  const words = (key: string, { language, seq }: Session, params: Readonly<Record<string, string>>): string =>
    conversation.wordbooks[language].words(seq)(key, params);
  const { act } = bot.conversations;
  const web = webTalk({ api, act, links, words, now: clock, log });
  app.use(web.routes.path, web.routes.router);
  const service = customerService({
    store,
    api,
    act,
    words,
    log,
    now: clock,
    secrets: secretsOf({ token, receiver: corpId, aesKeys: [aesKey] }),
    front: bot.conversations.front('wecom'),
    redeliver: (id) => bot.conversations.redeliver(id),
    kinds: (kind) => `[${kind}]`,
    staffOf: async (servicer) => staff.get(servicer) ?? null,
    carriedBy: async (param) => links.conversationOf(param, wecom.now()),
  });
  app.use('/wechat/customer-service', service.router);
  const desk = createDesk({
    act,
    store,
    reading,
    now,
    words,
    amend: amending(conversation),
    knowledge: conversation.knowledge,
    duplicates: leadDuplicates({ store, act, reading, secret, now }),
    colleague: async () => null,
    shut: (session) => replyShut(session, wecom.now()),
  });
  const onFailure = (error: unknown): void => void logged.push(`job: ${String(error)}`);
  let stop = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const begin = (): void => {
    stop = new AbortController();
    const handlers = {
      ...service.jobs,
      deliver: async ({ conversation: id }: { conversation: string }) => {
        await bot.conversations.redeliver(id);
        return 'done' as const;
      },
    };
    running = Promise.all([service.run(stop.signal), runJobs({ store, handlers, now: clock, onFailure }, stop.signal)]);
  };
  const pause = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  if (begun) begin();
  const address = (account: string, user: string) => conversationAt(store, { account, user });
  return {
    wecom,
    store,
    bot,
    desk,
    callbackUrl,
    links,
    web,
    logged,
    staff,
    begin,
    pause,
    conversation: address,
    session: async (account, user) => sessionSchema.parse((await store.load(await address(account, user), [])).session),
    async close() {
      await pause();
      await wecom.close();
      server.close();
      server.closeAllConnections();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
