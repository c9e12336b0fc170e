import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { eraseQuiet } from '../../bot/leads/retention.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { startRedis } from '../support/redis-server.ts';

const dir = await mkdtemp(join(tmpdir(), 'yinlu-retention-'));
const redis = await startRedis();
const stores: Readonly<Record<string, Store>> = {
  sqlite: await openSqlite({ dir }),
  redis: await openRedis({ url: redis.url }),
};

afterAll(async () => {
  for (const store of Object.values(stores)) await store.close();
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

async function leadOf(store: Store, id: string, { status, updated }: { status: string; updated: string }): Promise<void> {
  const conversation = `c_${id}`;
  await store.commit(conversation, {
    expected: 0,
    session: { lead: { status } },
    messages: [{ seq: 1, at: updated, from: 'prospect', text: '我的电话是 13800000000' }],
    lead: { id: `l_${id}`, conversation, status, updated, document: {} },
  });
}

async function left(store: Store): Promise<readonly string[]> {
  const { leads } = await store.leads({ limit: 1000 });
  return leads.map(({ id }) => id).toSorted();
}

const now = (): Date => new Date('2030-01-31T00:00:00.000Z');

describe.each(Object.keys(stores))('on %s', (name) => {
  const store = stores[name] as Store;
  test('who was quiet for longer than the firm keeps it is erased, with a note; customers and all others stay', async () => {
    await leadOf(store, 'old', { status: 'open', updated: '2029-12-31T23:59:59.999Z' });
    await leadOf(store, 'lost', { status: 'lost', updated: '2025-06-01T00:00:00.000Z' });
    await leadOf(store, 'won', { status: 'won', updated: '2025-06-01T00:00:00.000Z' });
    await leadOf(store, 'just', { status: 'open', updated: '2030-01-01T00:00:00.000Z' });
    await leadOf(store, 'new', { status: 'waiting', updated: '2030-01-30T00:00:00.000Z' });
    expect(await eraseQuiet({ store, now, quietDays: 0 })).toBe(0);
    expect(await eraseQuiet({ store, now, quietDays: 30 })).toBe(2);
    expect(await left(store)).toEqual(['l_just', 'l_new', 'l_won']);
    expect(await store.messages('c_old', 0, 10)).toEqual([]);
    expect((await store.load('c_old', [])).session).toBeNull();
    expect(await store.auditTrail('l_old')).toEqual([
      { at: now().toISOString(), who: 'retention', what: 'erase', subject: 'l_old' },
    ]);
    expect(await eraseQuiet({ store, now, quietDays: 30 })).toBe(0);
  });

  test('page after page, and two processes do not disturb each other', async () => {
    const many = Array.from({ length: 450 }, (_, index) => `many${index}`);
    await Promise.all(many.map((id) => leadOf(store, id, { status: 'open', updated: '2028-01-01T00:00:00.000Z' })));
    const erased = await Promise.all([1, 2].map(() => eraseQuiet({ store, now, quietDays: 30 })));
    expect(Math.max(...erased)).toBeGreaterThan(0);
    expect(await left(store)).toEqual(['l_just', 'l_new', 'l_won']);
  });
});
