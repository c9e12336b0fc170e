import { fileURLToPath } from 'node:url';
import { startDaemon, type Daemon } from './daemon.ts';

export interface AppSpec {
  readonly port: number;
  readonly dataDir: string;
  /** Absent: the embedded store in `dataDir`. */
  readonly redisPort?: number | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The server as it is started in earnest, with the limit on messages a minute off. Ready when `/readyz` says so. */
export function startApp(spec: AppSpec): Promise<Daemon> {
  const env = {
    PORT: `${spec.port}`,
    HOST: '127.0.0.1',
    DATA_DIR: spec.dataDir,
    REDIS_URL: spec.redisPort ? `redis://127.0.0.1:${spec.redisPort}` : '',
    SECRET: 'a-secret-of-the-bench-that-protects-nothing',
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
    ...spec.env,
  };
  // As `npm start` has it: on a large machine the young generation alone would take 128 MB, and one that has to grow costs a start its time.
  const compiled = new URL('../../bot/compiled.js', import.meta.url).href;
  const args = [
    '--min-semi-space-size=16',
    '--max-semi-space-size=16',
    '--import',
    compiled,
    ...(spec.nodeFlags ?? []),
    `${root}bot/main.ts`,
  ];
  return startDaemon({ command: process.execPath, args, port: spec.port, env, ready: () => isReady(spec.port) });
}

async function isReady(port: number): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
  await reply?.body?.cancel();
  return reply?.status === 200;
}
