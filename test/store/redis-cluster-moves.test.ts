import { afterAll, expect, test } from 'vitest';
import { partitionKey, partitionOf } from '../../bot/store/partition.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { ConflictError, type Store, type StoreEvent, StoreUnavailableError } from '../../bot/store/store.ts';
import { command, startRedisCluster } from '../support/redis-server.ts';
import { commit, job, lead, messages, newId, until } from './samples.ts';

const cluster = await startRedisCluster();
afterAll(() => cluster.stop());

test('while a slot moves to another node every commit is kept whole or not at all, and is heard', async () => {
  const store = await openRedis({ url: cluster.url });
  const first = newId();
  // All in the partition that moves.
  const conversations = Array.from({ length: 1500 }, newId).filter((each) => partitionOf(each) === partitionOf(first));
  const heard: StoreEvent[] = [];
  store.subscribe((event) => heard.push(event));
  await Promise.all(conversations.map((each) => store.commit(each, full(each, 0))));

  let moving = true;
  const moved = move(partitionKey('yinlu:', partitionOf(first))).finally(() => {
    moving = false;
  });
  let version = 1;
  // A round begins while the slot still moves; the last one runs in its new place.
  for (let again = true; again; version++) {
    again = moving;
    await Promise.all(conversations.map((each) => committed(store, each, version)));
  }
  await moved;
  expect(version).toBeGreaterThan(2);

  for (const each of conversations) {
    expect(await store.load(each, [`m${version - 1}`])).toMatchObject({ version, handled: [{ from: version, to: version }] });
    expect(await store.messages(each, 0, 9999)).toEqual(messages(1, version));
  }
  const jobs = await store.leaseJobs({ now: 1000, leaseMs: 1, limit: 9999 });
  expect(jobs.map(({ conversation }) => conversation).toSorted()).toEqual(conversations.toSorted());
  await until(async () => {
    await store.publish({ type: 'typing', conversation: first, from: 'bot' });
    return heard.some(({ type }) => type === 'typing');
  });
  await store.close();
});

test('one URL of a cluster is refused with what to write instead', async () => {
  await expect(openRedis({ url: cluster.nodes[0]?.url ?? '' })).rejects.toThrow('name several of its nodes');
});

test('a lost node takes only its own conversations along, and all is well when it is back', async () => {
  const store = await openRedis({ url: cluster.url });
  const conversations = Array.from({ length: 40 }, newId);
  const heard: StoreEvent[] = [];
  let begun = 0;
  store.subscribe(
    (event) => heard.push(event),
    () => (begun += 1),
  );
  await until(() => begun === 1);
  await Promise.all(conversations.map((each) => store.commit(each, full(each, 0))));

  await cluster.nodes[2]?.kill();
  const start = performance.now();
  const loads = await Promise.allSettled(conversations.map((each) => store.load(each, [])));
  expect(performance.now() - start).toBeLessThan(3000);
  const lost = conversations.filter((_, index) => loads[index]?.status === 'rejected');
  expect(lost.length).toBeGreaterThan(0);
  expect(lost.length).toBeLessThan(40);
  for (const load of loads) if (load.status === 'rejected') expect(load.reason).toBeInstanceOf(StoreUnavailableError);
  await expect(store.ready()).rejects.toThrow(StoreUnavailableError);

  await cluster.nodes[2]?.restart();
  await until(async () => (await Promise.allSettled([store.ready()]))[0]?.status === 'fulfilled', 20_000);
  await Promise.all(conversations.map((each) => store.commit(each, full(each, 1))));
  await until(() => begun === 2);
  await Promise.all(conversations.map((each) => store.publish({ type: 'state', conversation: each, owner: 'bot' })));
  await until(() =>
    conversations.every((each) => heard.some(({ type, conversation }) => type === 'state' && conversation === each)),
  );
  await store.close();
});

/** As a turn commits: a conflict can be its own commit, whose reply was lost between two nodes; then it is found, whole. */
async function committed(store: Store, conversation: string, expected: number): Promise<void> {
  try {
    await store.commit(conversation, full(conversation, expected));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { version, handled } = await store.load(conversation, [`m${expected}`]);
    expect({ version, handled }).toEqual({ version: expected + 1, handled: [{ from: expected + 1, to: expected + 1 }] });
  }
}

const full = (conversation: string, expected: number) =>
  commit(expected, {
    messages: messages(expected + 1, expected + 1),
    handled: [{ id: `m${expected}`, span: { from: expected + 1, to: expected + 1 } }],
    jobs: [job(conversation)],
    lead: lead(conversation),
  });

/** Moves the slot of a key as `redis-cli --cluster reshard` does. */
async function move(key: string): Promise<void> {
  const slot = await command(cluster.url.split(',')[0] ?? '', ['CLUSTER', 'KEYSLOT', key]);
  const urls = cluster.url.split(',');
  const owner = Math.min(2, Math.floor(Number(slot) / 5461));
  const [from = '', to = ''] = [urls[owner], urls[(owner + 1) % 3]];
  const [fromId, toId] = await Promise.all(
    [from, to].map(async (url) => String(JSON.parse(await command(url, ['CLUSTER', 'MYID'])))),
  );
  await command(to, ['CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId ?? '']);
  await command(from, ['CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId ?? '']);
  for (;;) {
    const keys: string[] = JSON.parse(await command(from, ['CLUSTER', 'GETKEYSINSLOT', slot, '5']));
    if (keys.length === 0) break;
    await command(from, ['MIGRATE', '127.0.0.1', new URL(to).port, '', '0', '5000', 'KEYS', ...keys]);
  }
  for (const url of [to, from, ...urls]) await command(url, ['CLUSTER', 'SETSLOT', slot, 'NODE', toId ?? '']);
}
