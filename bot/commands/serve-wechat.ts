import type { Routes } from '../../adapters/web/server.ts';
import type { Bot } from '../bot.ts';
import type { Config } from '../config.ts';
import { samePerson } from '../leads/same-person.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { Store } from '../store/store.ts';

export interface WechatDeps {
  readonly config: Config;
  readonly firm: string;
  readonly store: Store;
  readonly bot: Bot;
  readonly log: { warn(details: object, message: string): void };
}

export interface WechatSide {
  readonly routes: readonly Routes[];
  /** Ends what runs by itself. */
  stop(): void;
}

const sweepMs = 15_000;

/** Every WeChat channel that is configured. */
export async function openWechat({ config, firm, store, bot, log }: WechatDeps): Promise<WechatSide> {
  const { officialAccount, secret } = config;
  if (!officialAccount) return { routes: [], stop: () => {} };
  const { openOfficialAccount } = await import('../../adapters/wechat/official-account/open.ts');
  const publicUrl = ownAddress(config);
  const { known } = samePerson({ store, act: bot.conversations.act, secret, now: Date.now });
  const account = openOfficialAccount({
    config: officialAccount,
    secret,
    publicUrl,
    firm,
    store,
    bot,
    now: Date.now,
    log,
    known,
  });
  const sweep = setInterval(() => {
    account
      .takeUpLate()
      .catch((error: unknown) => log.warn({ error }, 'messages of the official account are waiting; they are tried again'));
  }, sweepMs);
  return { routes: account.routes, stop: () => clearInterval(sweep) };
}
