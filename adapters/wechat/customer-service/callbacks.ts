import * as z from 'zod';
import type { Store } from '../../../bot/store/store.ts';

export interface Callback {
  readonly token: string;
  readonly at: number;
}

/** That WeCom has called, kept where the process that reads the account looks, and told at once when that is this one. */
export interface Callbacks {
  /** Kept when it resolves. */
  came(account: string, callback: Callback): Promise<void>;
  last(account: string): Promise<Callback | null>;
  /** Resolves when this process is called next. */
  told(account: string): Promise<void>;
}

const kind = 'wecom-call';
const schema = z.object({ token: z.string(), at: z.number() });

export function callbacks(store: Store): Callbacks {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  return {
    async came(account, callback) {
      await store.putRecord(kind, account, callback);
      waiting.get(account)?.resolve();
      waiting.delete(account);
    },
    async last(account) {
      return schema.safeParse(await store.getRecord(kind, account)).data ?? null;
    },
    told(account) {
      const next = waiting.get(account) ?? Promise.withResolvers<void>();
      waiting.set(account, next);
      return next.promise;
    },
  };
}
