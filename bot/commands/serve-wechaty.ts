import { loadPuppet } from '../../adapters/wechat/wechaty/load.ts';
import { openPersonalAccount, type PersonalAccount } from '../../adapters/wechat/wechaty/open.ts';
import type { Bot } from '../bot.ts';
import type { Config } from '../config.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { Store } from '../store/store.ts';

interface WechatyDeps {
  readonly config: Config;
  readonly store: Store;
  readonly bot: Bot;
  readonly log: Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
}

export interface WechatySide extends PersonalAccount {
  /** Rejects with WechatyMissingError, which says how to install it. */
  ready(): Promise<void>;
}

/** A personal account through Wechaty; null unless it is configured. */
export function wechatySide({ config, store, bot, log }: WechatyDeps): WechatySide | null {
  const { wechaty, dataDir } = config;
  if (!wechaty) return null;
  const publicUrl = ownAddress(config);
  const account = openPersonalAccount({ config: wechaty, dataDir, publicUrl, store, bot, now: Date.now, show, log });
  return {
    ...account,
    async ready() {
      await loadPuppet(wechaty.puppet);
    },
  };
}

/** The code to scan signs in to the account, so it is shown to who started this and kept out of the log. */
function show(code: string): void {
  console.log(`\n  WeChat: https://wechaty.js.org/qrcode/${encodeURIComponent(code)}\n`);
}
