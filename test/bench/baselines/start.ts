import { fileURLToPath } from 'node:url';
import { freePort, listens, startDaemon, type Daemon } from '../daemon.ts';

/** Starts one of the baselines of this folder in a process of its own, on the given Redis. */
export async function startBaseline(name: 'limit' | 'botkit', redisPort: number): Promise<Daemon> {
  const port = await freePort();
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const env = { PORT: `${port}`, REDIS_PORT: `${redisPort}`, NODE_ENV: 'production' };
  return startDaemon({ command: process.execPath, args: [file], port, env, ready: () => listens(port) });
}
