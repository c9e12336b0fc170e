// How many turns (a load and a commit) a second each store does, 64 conversations at once. Run: node test/store/measure.ts
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { startRedis, startRedisCluster } from '../support/redis-server.ts';
import { job, lead, messages } from './samples.ts';

const parallel = 64;
const session = { channel: 'web', language: 'zh-Hans', state: { slots: {}, said: {} }, filler: '示例'.repeat(150) };

async function measure(name: string, store: Store): Promise<void> {
  await drive(store, 500);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const turns = await drive(store, 3000);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuMs = (used.user + used.system) / 1000 / turns;
  console.log(
    `${name.padEnd(24)} ${Math.round(turns / seconds).toLocaleString('en')} turns/s, ${cpuMs.toFixed(3)} ms CPU a turn`,
  );
  await store.close();
}

/** Every conversation ends after eight turns and another takes its place, as the web API's load does. */
async function drive(store: Store, ms: number): Promise<number> {
  const end = performance.now() + ms;
  let turns = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const conversation = randomUUID();
      for (let turn = 0; turn < 8; turn++, turns++) {
        const { version } = await store.load(conversation, [`m${turn}`]);
        await store.commit(conversation, {
          expected: version,
          session,
          messages: messages(turn * 2 + 1, turn * 2 + 2),
          handled: [{ id: `m${turn}`, span: { from: turn * 2 + 1, to: turn * 2 + 2 } }],
          ...(withMore && { jobs: [job(conversation, { id: 'deliver' })], lead: lead(conversation) }),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, one));
  return turns;
}

const withMore = process.argv.includes('--more');
const dir = mkdtempSync(join(tmpdir(), 'yinlu-measure-'));
const [single, durable, cluster] = await Promise.all([startRedis(), startRedis({ durable: true }), startRedisCluster()]);
await measure('sqlite', await openSqlite({ dir }));
await measure('redis, in memory', await openRedis({ url: single.url }));
await measure('redis, fsync always', await openRedis({ url: durable.url }));
await measure('redis cluster, fsync', await openRedis({ url: cluster.url }));
await Promise.all([single.stop(), durable.stop(), cluster.stop()]);
rmSync(dir, { recursive: true });
