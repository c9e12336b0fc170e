import { fileURLToPath } from 'node:url';
import { listens, startDaemon, type Daemon } from '../daemon.ts';
import { freePort } from '../../support/free-port.ts';

const files = { limit: new URL('./limit.ts', import.meta.url), botkit: new URL('./botkit.ts', import.meta.url) };

/** Starts one of the baselines of this folder in a process of its own, on the given Redis. */
export async function startBaseline(name: keyof typeof files, redisPort: number): Promise<Daemon> {
  const port = await freePort();
  const file = fileURLToPath(files[name]);
  const env = { PORT: `${port}`, REDIS_PORT: `${redisPort}`, NODE_ENV: 'production' };
  return startDaemon({ command: process.execPath, args: [file], port, env, ready: () => listens(port) });
}
