import { admitKeys } from './keys-used.ts';
import type { Store } from './store.ts';

export interface StorePlace {
  readonly redisUrl?: string | undefined;
  readonly dataDir: string;
  /** The values of `DATA_KEY`; none for a store that is not encrypted. */
  readonly dataKeys?: readonly string[];
}

/**
 * Opens the store that the configuration names: Redis with a URL, else a file in the data directory. Throws ConfigError when it holds
 * what none of the keys decrypts.
 */
export async function openStore({ redisUrl, dataDir, dataKeys = [] }: StorePlace): Promise<Store> {
  const store = await openUnencrypted({ redisUrl, dataDir });
  try {
    const cipher = dataKeys.length > 0 ? (await import('./cipher.ts')).cipherOf(dataKeys) : undefined;
    await admitKeys(store, cipher?.keyIds ?? []);
    return cipher ? (await import('./encrypted.ts')).encryptedStore(store, cipher) : store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

// Only what is used is loaded: the Redis client alone takes a tenth of the start.
async function openUnencrypted({ redisUrl, dataDir }: StorePlace): Promise<Store> {
  if (redisUrl) return (await import('./redis.ts')).openRedis({ url: redisUrl });
  return (await import('./sqlite.ts')).openSqlite({ dir: dataDir });
}
