import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root, startApp } from './app-server.ts';
import { freePort } from '../support/free-port.ts';
import { HttpConnection, postOf } from './http-connection.ts';
import { median } from './median.ts';
import { startRedis } from './redis-server.ts';
import { texts } from './rounds.ts';
import { number, type Row } from './table.ts';

/** From `node bot/main.ts` to the reply to a first message, beside a process that only imports Botkit; alternating. */
export async function coldStart(dir: string): Promise<readonly Row[]> {
  const redis = await startRedis({ dir: join(dir, 'cold-redis'), fsync: 'everysec' });
  const [ours, bare]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < 5; round += 1) {
      ours.push(await firstReplyMs(join(dir, 'cold-data'), redis.port));
      bare.push(await importMs());
    }
  } finally {
    await redis.stop();
  }
  const ratio = median(ours) / median(bare);
  return [
    {
      what: 'cold start to first reply, over import botkit',
      ours: `${number(median(ours))} ms`,
      baseline: `${number(median(bare))} ms`,
      ratio: `${number(ratio, 2)} ×`,
      budget: '≤ 1.5 ×',
      met: ratio <= 1.5,
    },
  ];
}

async function firstReplyMs(dataDir: string, redisPort: number): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const app = await startApp({ port, dataDir, redisPort });
  try {
    const connection = new HttpConnection(port);
    const { body } = await connection.request(postOf('/api/conversations', {}));
    const { conversation, token } = JSON.parse(body.toString()) as { conversation: string; token: string };
    const text = texts[0] ?? '';
    await connection.request(postOf(`/api/conversations/${conversation}/messages`, { id: 'm0', text }, token));
    connection.close();
    return performance.now() - start;
  } finally {
    await app.stop();
  }
}

async function importMs(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', "await import('botkit'); process.exit()"], { cwd: root });
  await once(child, 'exit');
  return performance.now() - start;
}
