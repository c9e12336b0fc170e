import type { Store } from './store.ts';

/** Opens the store that the configuration names: Redis with a URL, else a file in the data directory. */
export async function openStore({ redisUrl, dataDir }: { redisUrl?: string | undefined; dataDir: string }): Promise<Store> {
  // Only the store that is used is loaded: the Redis client alone takes a tenth of the start.
  if (redisUrl) return (await import('./redis.ts')).openRedis({ url: redisUrl });
  return (await import('./sqlite.ts')).openSqlite({ dir: dataDir });
}
