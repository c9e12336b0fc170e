import { loadPuppet, WechatyMissingError } from '../../adapters/wechat/wechaty/load.ts';
import type { Config } from '../config.ts';
import type { Finding } from './doctor-finding.ts';

/** The personal account: whether what it needs is installed; nothing when none is configured. */
export async function personalAccountOf({ wechaty }: Config): Promise<readonly Finding[]> {
  if (!wechaty) return [];
  const values = { puppet: wechaty.puppet };
  try {
    await loadPuppet(wechaty.puppet);
    // It works, and is a risk all the same.
    return [{ name: 'wechaty', level: 'warn', outcome: 'installed', values }];
  } catch (error) {
    if (!(error instanceof WechatyMissingError)) throw error;
    return [{ name: 'wechaty', level: 'fail', outcome: 'missing', values: { ...values, how: error.how } }];
  }
}
