import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Daemon } from './daemon.ts';
import type { LoadOrder, LoadResult } from './load.ts';

export interface Drive extends LoadResult {
  readonly turnsPerSecond: number;
  /** CPU of the server, of all its threads. */
  readonly cpuMsPerTurn: number;
  readonly redisCpuMsPerTurn: number;
}

const loader = fileURLToPath(new URL('./load.ts', import.meta.url));

/** Drives a load from a process of its own and reads the servers' clocks around it. */
export async function drive(
  servers: { server: Daemon; redis?: Daemon | undefined },
  order: Omit<LoadOrder, 'port'>,
): Promise<Drive> {
  const child = fork(loader, { stdio: 'inherit' });
  try {
    child.send({ ...order, port: servers.server.port });
    await heard(child);
    const before = [servers.server.cpuMs(), servers.redis?.cpuMs() ?? 0] as const;
    child.send('go');
    const result = (await heard(child)) as LoadResult;
    const after = [servers.server.cpuMs(), servers.redis?.cpuMs() ?? 0] as const;
    return {
      ...result,
      turnsPerSecond: (result.turns / result.elapsedMs) * 1000,
      cpuMsPerTurn: (after[0] - before[0]) / result.turns,
      redisCpuMsPerTurn: (after[1] - before[1]) / result.turns,
    };
  } finally {
    child.kill();
  }
}

async function heard(child: ReturnType<typeof fork>): Promise<unknown> {
  const gone = once(child, 'exit').then(() => [{ failed: 'the load generator ended early' }]);
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [unknown];
  if (typeof message === 'object' && message !== null && 'failed' in message) throw new Error(String(message.failed));
  return message;
}
