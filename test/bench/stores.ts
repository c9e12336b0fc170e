import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Commit, Store } from '../../bot/store/store.ts';
import { median } from './median.ts';
import { startRedis } from './redis-server.ts';
import { number, type Part, type Row } from './table.ts';

const roundMs = 1000;
const atOnce = 64;
const at = '2027-01-04T01:00:00.000Z';
// As large as the session of a qualification that is half done.
const session = {
  slots: Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`slot-${index}`, { value: 'x'.repeat(40), by: 'said', at }]),
  ),
};

export const stores: Part = {
  name: 'stores',
  how: `a load and a commit as a turn makes them, ${atOnce} at once, in this process; beside one durable write of the same session without a store`,
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-stores-'));
    try {
      return [await sqlite(dir), await redis(dir)];
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function sqlite(dir: string): Promise<Row> {
  const store = await openSqlite({ dir });
  const bare = new DatabaseSync(join(dir, 'bare.db'));
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE sessions (id TEXT PRIMARY KEY, session TEXT)');
  const put = bare.prepare('INSERT INTO sessions VALUES (?, ?) ON CONFLICT DO UPDATE SET session = excluded.session');
  const row = await compare(
    'sqlite: turns, over single durable writes',
    store,
    async (name) => void put.run(name, JSON.stringify(session)),
  );
  await store.close();
  bare.close();
  return row;
}

async function redis(dir: string): Promise<Row> {
  const server = await startRedis({ dir: join(dir, 'redis'), fsync: 'everysec' });
  const url = `redis://127.0.0.1:${server.port}`;
  const store = await openRedis({ url });
  const bare = createClient({ url });
  await bare.connect();
  const row = await compare('redis: turns, over GET and SET', store, async (name) => {
    await bare.get(name);
    await bare.set(name, JSON.stringify(session));
  });
  await store.close();
  bare.destroy();
  await server.stop();
  return row;
}

async function compare(what: string, store: Store, write: (name: string) => Promise<void>): Promise<Row> {
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < 4; round += 1) {
    ours.push(await turnsASecond((name, turn) => keep(store, `${round}-${name}`, turn)));
    bare.push(await turnsASecond((name) => write(`${round}-${name}`)));
  }
  // The first round of each warms up.
  const [store_, base] = [median(ours.slice(1)), median(bare.slice(1))];
  return { what, ours: `${number(store_)} /s`, baseline: `${number(base)} /s`, ratio: `${number(store_ / base, 2)} ×` };
}

async function turnsASecond(turn: (name: string, turn: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  const turns = await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      let count = 0;
      // Eight turns make a conversation, then a new one begins.
      for (; performance.now() - start < roundMs; count += 1) await turn(`${worker}-${Math.floor(count / 8)}`, count % 8);
      return count;
    }),
  );
  return (turns.reduce((sum, count) => sum + count, 0) / (performance.now() - start)) * 1000;
}

async function keep(store: Store, conversation: string, turn: number): Promise<void> {
  const loaded = await store.load(conversation, [`m${turn}`]);
  const seq = turn * 2 + 1;
  const commit: Commit = {
    expected: loaded.version,
    session,
    messages: [
      { seq, at, from: 'prospect', text: '注册资本一千万' },
      { seq: seq + 1, at, from: 'bot', text: '好。股东里有外资或港澳台的吗?' },
    ],
    handled: [{ id: `m${turn}`, span: { from: seq, to: seq + 1 } }],
    lead: { id: conversation, conversation, status: 'open', updated: at, document: { score: 40 } },
  };
  await store.commit(conversation, commit);
}
