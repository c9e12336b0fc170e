import { join } from 'node:path';
import { openRedis } from '../../bot/store/redis.ts';
import type { Commit, Store } from '../../bot/store/store.ts';
import { startApp } from './app-server.ts';
import type { Daemon } from './daemon.ts';
import { freePort } from '../support/free-port.ts';
import type { Drive } from './drive.ts';
import { HttpConnection, postOf } from './http-connection.ts';
import { startRedis } from './redis-server.ts';
import { rounds, texts } from './rounds.ts';
import { number, percent, type Row } from './table.ts';

const few = 1000;
const many = 100_000;

/** The cost of a turn beside few stored conversations and beside many: two servers on two Redis, driven by turns. */
export async function growth(dir: string): Promise<readonly Row[]> {
  const daemons: Daemon[] = [];
  try {
    const contestants = [];
    for (const stored of [few, many]) {
      const redis = await startRedis({ dir: join(dir, `redis-${stored}`), fsync: 'everysec' });
      daemons.push(redis);
      const server = await startApp({ port: await freePort(), dataDir: join(dir, `data-${stored}`), redisPort: redis.port });
      daemons.unshift(server);
      await fill({ server, redis }, stored);
      contestants.push({ name: `${stored}`, server, redis });
    }
    const drives = await rounds(contestants, { count: 5, roundMs: 2500 });
    return [rowOf(drives.get(`${few}`), drives.get(`${many}`))];
  } finally {
    for (const daemon of daemons) await daemon.stop();
  }
}

function rowOf(small: Drive | undefined, large: Drive | undefined): Row {
  const more = costOf(large) / costOf(small) - 1;
  return {
    what: `CPU a turn, server + Redis, at ${number(many)} stored over ${number(few)}`,
    ours: shownOf(large),
    baseline: shownOf(small),
    ratio: percent(more, 1),
    budget: '≤ 5 %',
    met: more <= 0.05,
  };
}

function costOf(drive: Drive | undefined): number {
  return (drive?.cpuMsPerTurn ?? Number.NaN) + (drive?.redisCpuMsPerTurn ?? Number.NaN);
}

function shownOf(drive: Drive | undefined): string {
  return `${number(drive?.cpuMsPerTurn ?? Number.NaN, 3)} + ${number(drive?.redisCpuMsPerTurn ?? Number.NaN, 3)} ms`;
}

/** Stores copies of one finished dialogue under other ids, straight through the store: the same documents that talks leave. */
async function fill({ server, redis }: { server: Daemon; redis: Daemon }, count: number): Promise<void> {
  const store = await openRedis({ url: `redis://127.0.0.1:${redis.port}` });
  const { commit, lead } = await finished(server, store);
  const atOnce = 100;
  for (let first = 0; first < count; first += atOnce) {
    const names = Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => `copy-${first + index}`);
    await Promise.all(names.map((name) => store.commit(name, { ...commit, lead: { ...lead, id: name, conversation: name } })));
  }
  await store.close();
}

async function finished(server: Daemon, store: Store): Promise<{ commit: Commit; lead: NonNullable<Commit['lead']> }> {
  const connection = new HttpConnection(server.port);
  const { body } = await connection.request(postOf('/api/conversations', {}));
  const { conversation, token } = JSON.parse(body.toString()) as { conversation: string; token: string };
  const ids = texts.map((_, index) => `m${index}`);
  for (const [index, text] of texts.entries()) {
    await connection.request(postOf(`/api/conversations/${conversation}/messages`, { id: ids[index], text }, token));
  }
  connection.close();
  // The web channel puts a prefix before its clients' ids.
  const keptIds = ids.map((id) => `m:${id}`);
  const { session, handled } = await store.load(conversation, keptIds);
  const spans = handled.flatMap((span, index) => (span ? [{ id: keptIds[index] ?? '', span }] : []));
  if (spans.length !== texts.length) throw new Error('a finished dialogue is not kept as growth.ts expects');
  const messages = await store.messages(conversation, 0, 1000);
  const { leads } = await store.leads({ limit: 1 });
  if (!leads[0]) throw new Error('a finished dialogue left no lead');
  return { commit: { expected: 0, session, messages, handled: spans }, lead: leads[0] };
}
