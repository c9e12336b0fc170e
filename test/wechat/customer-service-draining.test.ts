import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Draining, type DrainingDeps } from '../../adapters/wechat/customer-service/draining.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { storeWith } from './official-house.ts';

// What of a customer-service account is taken over when, with so small a page that a few messages fill it.

const feed = 'wecom:wkA';
const pageSize = 2;
let dir: string;
let store: Store;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yinlu-draining-'));
  store = await openSqlite({ dir });
  await store.leaseFeed(feed, { holder: 'one', now: 0, leaseMs: 1000 });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

/** Messages of customers, in this order: `wmWang 你好`. */
async function waits(...said: readonly string[]): Promise<void> {
  const items = said.map((line) => {
    const [user = '', content = ''] = line.split(' ');
    const entry = { msgid: line, send_time: 1, origin: 3, msgtype: 'text', external_userid: user, text: { content } };
    return { id: line, data: { entry } };
  });
  await store.takeIn(feed, { fence: 1, cursor: 'next', items });
}

interface Intake {
  readonly draining: Draining;
  /** Messages in the order in which they were begun on. */
  readonly begun: string[];
  /** Lets what was begun on be taken over. */
  readonly letGo: () => void;
}

/** Whoever is stuck is in hand until they are let go. */
function intake({ stuck = [], ...deps }: Partial<DrainingDeps> & { readonly stuck?: readonly string[] }): Intake {
  const begun: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const draining = new Draining({
    store,
    feed,
    account: 'wkA',
    now: () => 0,
    pageSize,
    async arrive(_, burst) {
      begun.push(...burst.map(({ entry }) => entry.msgid));
      if (burst.some(({ entry }) => stuck.includes(entry.external_userid ?? ''))) await promise;
    },
    onFailure(error) {
      throw error;
    },
    ...deps,
  });
  return { draining, begun, letGo: resolve };
}

describe('what waits of an account of customer service', () => {
  it('is taken over though others, who are in hand, have more waiting than is read at a time', async () => {
    await waits('wmWang 1', 'wmWang 2', 'wmWang 3', 'wmWang 4', 'wmWang 5', 'wmLi 1');
    const { draining, begun, letGo } = intake({ stuck: ['wmWang'] });
    await draining.look();
    expect(begun).toEqual(['wmWang 1', 'wmWang 2', 'wmLi 1']);
    await waits('wmWang 6', 'wmZhao 1');
    await draining.look();
    expect(begun.slice(3)).toEqual(['wmZhao 1']);
    letGo();
    for (let look = 1; look <= 4; look++) {
      await draining.end();
      await draining.look();
    }
    expect(begun.filter((line) => line.startsWith('wmWang'))).toEqual([1, 2, 3, 4, 5, 6].map((each) => `wmWang ${each}`));
    expect(await store.waiting(feed, { limit: 10 })).toEqual([]);
  });

  it('stays in its order when a customer is free again while the rest is read', async () => {
    await waits('wmWang 1');
    const [begins, reads] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let pages = 0;
    const { draining, begun, letGo } = intake({
      stuck: ['wmWang'],
      store: storeWith(store, {
        async waiting(...asked) {
          const page = await store.waiting(...asked);
          pages += 1;
          if (pages < 3) return page;
          begins.resolve();
          await reads.promise;
          return page;
        },
      }),
    });
    await draining.look();
    await waits('wmWang 2', 'wmWang 3', 'wmWang 4');
    const looking = draining.look();
    await begins.promise;
    letGo();
    await draining.end();
    reads.resolve();
    await looking;
    await draining.end();
    expect(begun).toEqual(['wmWang 1', 'wmWang 2', 'wmWang 3', 'wmWang 4']);
  });

  it('is tried again, in its order, when it could not be taken over, and what waits is read only once', async () => {
    await waits('wmWang 1', 'wmLi 1', 'wmWang 2');
    let clock = 0;
    let fails = true;
    const taken: string[] = [];
    const read: string[] = [];
    const { draining } = intake({
      now: () => clock,
      store: storeWith(store, {
        async waiting(...asked) {
          const page = await store.waiting(...asked);
          read.push(...page.map(({ id }) => id));
          return page;
        },
      }),
      async arrive(_, burst) {
        if (fails && burst[0]?.entry.external_userid === 'wmWang') throw new Error('the store is away');
        taken.push(...burst.map(({ entry }) => entry.msgid));
      },
      onFailure: () => undefined,
    });
    await draining.look();
    await draining.end();
    await draining.look();
    fails = false;
    clock = 2000;
    await draining.look();
    await draining.end();
    expect(taken).toEqual(['wmLi 1', 'wmWang 1', 'wmWang 2']);
    expect(read).toEqual(['wmWang 1', 'wmLi 1', 'wmWang 2']);
  });
});
