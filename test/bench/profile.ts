import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from './app-server.ts';
import { freePort } from '../support/free-port.ts';
import { drive } from './drive.ts';
import { layersOf, type CpuProfile, type Times } from './layers.ts';
import { startRedis } from './redis-server.ts';
import { atOnce, texts } from './rounds.ts';
import { number, percent, type Part, type Row } from './table.ts';

const shown = 40;

export const profile: Part = {
  name: 'profile',
  how: 'where the server spends a turn, by layer and function, from a CPU profile under the load of `turn` (not in the default run)',
  run: async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-profile-'));
    try {
      return await measure(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function measure(dir: string): Promise<readonly Row[]> {
  const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'everysec' });
  const nodeFlags = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', join(dir, 'profiles')];
  const started = performance.now();
  const server = await startApp({ port: await freePort(), dataDir: join(dir, 'data'), redisPort: redis.port, nodeFlags });
  await drive({ server }, { dialogues: 256, atOnce, texts });
  const warmMs = performance.now() - started;
  const driven = await drive({ server }, { dialogues: 2048, atOnce, texts });
  // The profile is written when the process ends in peace.
  await server.stop();
  await redis.stop();
  const [file] = await readdir(join(dir, 'profiles'));
  if (!file) throw new Error(`the server left no profile:\n${server.output()}`);
  const layers = layersOf(JSON.parse(await readFile(join(dir, 'profiles', file), 'utf8')) as CpuProfile, warmMs * 1000);
  const rows = (kind: string, times: Times): readonly Row[] =>
    times.slice(0, shown).map(([name, us]) => ({ what: `${kind}: ${name}`, ours: percent(us / layers.totalUs, 1) }));
  return [
    { what: 'turns a second, profiled', ours: number(driven.turnsPerSecond) },
    { what: 'CPU a turn, profiled', ours: `${number(driven.cpuMsPerTurn, 3)} ms` },
    ...rows('layer, own', layers.own),
    ...rows('layer, inclusive', layers.inclusive),
    ...rows('own', layers.functionsOwn),
    ...rows('inclusive', layers.functionsInclusive),
  ];
}
