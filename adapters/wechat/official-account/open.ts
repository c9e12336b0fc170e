import type { Bot } from '../../../bot/bot.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import type { OfficialAccountConfig } from '../../../bot/settings/wechat-settings.ts';
import type { Routes } from '../../web/server.ts';
import { secretsOf } from '../envelope/envelope.ts';
import { saidLinks } from '../said-links.ts';
import { saidPages } from '../said-page.ts';
import { moreLine } from '../texts.ts';
import { identifying } from '../identify.ts';
import { amend } from './amend.ts';
import { type OfficialApi, officialApi } from './api.ts';
import { channelName, OfficialAccountChannel } from './channel.ts';
import { latePushes } from './late.ts';
import { loopLag } from './loop-lag.ts';
import { officialAccountRoutes, type PushDeps, takeUpLate } from './pushes.ts';
import { Service } from './service.ts';
import { unionidOf } from './unionid.ts';

export interface OfficialAccountDeps {
  readonly config: OfficialAccountConfig;
  readonly secret: string;
  /** Where links lead. */
  readonly publicUrl: string;
  readonly firm: string;
  readonly store: Store;
  readonly bot: Pick<Bot, 'conversations' | 'join'>;
  readonly now: () => number;
  readonly log: { warn(details: object, message: string): void };
  /** Told which conversation is with whom WeChat knows under this id. */
  readonly known?: (conversation: string, unionid: string) => Promise<void>;
  readonly replyWithinMs?: number;
  readonly retriedWithinMs?: number;
  readonly lagMs?: () => number;
  readonly onPush?: (kind: string) => void;
  readonly onCall?: (call: string, outcome: string) => void;
}

export interface OfficialAccount {
  readonly routes: readonly Routes[];
  /** Takes up what a process that is gone had acknowledged and not finished. */
  readonly takeUpLate: () => Promise<void>;
}

/** Lets an official account in: its channel joins the bot, its routes are to be hung into the server. */
export function openOfficialAccount(deps: OfficialAccountDeps): OfficialAccount {
  const { config, store, bot, publicUrl, now, log } = deps;
  const links = saidLinks(deps.secret);
  const moreOf = (conversation: string, { language }: Session, range: { from: number; upTo: number }): string =>
    moreLine(language, `${publicUrl}${links.path({ conversation, ...range })}`);
  const api = apiOf(deps);
  const service = api && new Service({ store, api, now, publicUrl, moreOf, log });
  const channel = new OfficialAccountChannel(service);
  bot.join(channel);
  const front = bot.conversations.front(channelName);
  const { known } = deps;
  const heardFrom = api && known && identifying({ unionidOf: (openid) => unionidOf(api, openid), known, log });
  const pushes: PushDeps = {
    ...deps,
    appId: config.appId,
    secrets: secretsOf({ ...config, receiver: config.appId }),
    front,
    act: bot.conversations.act,
    late: latePushes(store),
    channel,
    ...(heardFrom && { heardFrom }),
    moreOf,
    hasService: service !== null,
    lagMs: deps.lagMs ?? loopLag(),
    typing: sparing((conversation) => showTyping(api, store, conversation)),
    redeliver: (conversation) => bot.conversations.redeliver(conversation),
  };
  return {
    routes: [officialAccountRoutes(pushes), saidPages({ front, links, firm: deps.firm, publicUrl })],
    takeUpLate: () => takeUpLate(pushes),
  };
}

/** Null for an account that may only answer. */
function apiOf({ config, now, onCall }: OfficialAccountDeps): OfficialApi | null {
  const { verified, appId, appSecret, apiBase } = config;
  return verified && appSecret ? officialApi({ appId, appSecret, apiBase, now, ...(onCall && { onCall }) }) : null;
}

/** A courtesy: who has much to do spares it. */
function sparing(show: (conversation: string) => Promise<void>): (conversation: string) => Promise<void> {
  let running = 0;
  return async (conversation) => {
    if (running >= 8) return;
    running += 1;
    await show(conversation).finally(() => (running -= 1));
  };
}

async function showTyping(api: OfficialApi | null, store: Store, conversation: string): Promise<void> {
  const openid = await amend(store, conversation, (standing) => ({ result: standing.openid }));
  await api?.post('message/custom/typing', { touser: openid, command: 'Typing' });
}
