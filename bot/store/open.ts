import { openRedis } from './redis.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Opens the store that the configuration names: Redis with a URL, else a file in the data directory. */
export async function openStore({ redisUrl, dataDir }: { redisUrl?: string | undefined; dataDir: string }): Promise<Store> {
  return redisUrl ? openRedis({ url: redisUrl }) : openSqlite({ dir: dataDir });
}
