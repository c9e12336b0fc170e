import { expect, test } from 'vitest';
import { FeedLostError, type FeedItem, type WaitingQuery } from '../../bot/store/feed.ts';
import type { Subject } from './contract.ts';
import { newId } from './samples.ts';

const leaseMs = 500;
const item = (id: string, text = id): FeedItem => ({ id, data: { text } });

/** What every store promises about feeds: one reader at a time, and items and cursor together. */
export function feedContract({ store, open }: Subject): void {
  const waiting = async (feed: string, page: WaitingQuery = { limit: 10 }): Promise<FeedItem[]> =>
    (await store().waiting(feed, page)).map(({ id, data }) => ({ id, data }));
  const lease = (feed: string, holder: string, now: number) => store().leaseFeed(feed, { holder, now, leaseMs });

  test('one of many who ask at once gets a feed, and others only when the lease has run out', async () => {
    const feed = newId();
    const other = await open();
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? store() : other).leaseFeed(feed, { holder: `h${index}`, now: 1000, leaseMs }),
      ),
    );
    await other.close();
    expect(asked.filter((held) => held !== null)).toEqual([{ fence: 1, cursor: null }]);
    expect(await lease(feed, 'late', 1499)).toBeNull();
    expect(await lease(feed, 'late', 1500)).toEqual({ fence: 2, cursor: null });
  });

  test('a lease is prolonged under the same fence, and given back at once', async () => {
    const feed = newId();
    expect(await lease(feed, 'one', 1000)).toMatchObject({ fence: 1 });
    expect(await lease(feed, 'one', 1400)).toMatchObject({ fence: 1 });
    expect(await lease(feed, 'two', 1600)).toBeNull();
    await store().releaseFeed(feed, 1);
    expect(await lease(feed, 'two', 1601)).toMatchObject({ fence: 2 });
    await store().releaseFeed(feed, 1);
    expect(await lease(feed, 'three', 1602)).toBeNull();
  });

  test('items are kept in their order with the cursor, once as long as they wait', async () => {
    const feed = newId();
    await lease(feed, 'one', 1000);
    await store().takeIn(feed, { fence: 1, cursor: 'a', items: [item('z'), item('m')] });
    await store().takeIn(feed, { fence: 1, cursor: 'b', items: [item('m', 'again'), item('a', '你好')] });
    expect(await waiting(feed)).toEqual([item('z'), item('m'), item('a', '你好')]);
    expect(await lease(feed, 'one', 1100)).toEqual({ fence: 1, cursor: 'b' });
    await store().takenOver(feed, ['z', 'a', 'never-was']);
    await store().takenOver(feed, []);
    expect(await waiting(feed)).toEqual([item('m')]);
  });

  test('what waits is read page by page, though what was read is taken over and more comes meanwhile', async () => {
    const feed = newId();
    await lease(feed, 'one', 1000);
    await store().takeIn(feed, { fence: 1, cursor: 'a', items: ['z', 'm', 'a', 'k', 'b'].map((id) => item(id)) });
    const [, second] = await store().waiting(feed, { limit: 2 });
    expect(second).toMatchObject(item('m'));
    await store().takenOver(feed, ['z', 'm']);
    await store().takeIn(feed, { fence: 1, cursor: 'b', items: [item('c'), item('z', 'again')] });
    expect(await waiting(feed, { limit: 3, after: second?.place })).toEqual([item('a'), item('k'), item('b')]);
    const [, , third] = await store().waiting(feed, { limit: 3 });
    expect(await waiting(feed, { limit: 10, after: third?.place })).toEqual([item('c'), item('z', 'again')]);
  });

  test('what comes later stands behind all that waits, though what stood there before was taken over', async () => {
    const feed = newId();
    await lease(feed, 'one', 1000);
    await store().takeIn(feed, { fence: 1, cursor: 'a', items: ['a', 'b', 'c'].map((id) => item(id)) });
    await store().takenOver(feed, ['b', 'c']);
    const [left] = await store().waiting(feed, { limit: 10 });
    await store().takeIn(feed, { fence: 1, cursor: 'b', items: [item('d')] });
    expect(await waiting(feed, { limit: 10, after: left?.place })).toEqual([item('d')]);
  });

  test('a page without items moves the cursor', async () => {
    const feed = newId();
    await lease(feed, 'one', 1000);
    await store().takeIn(feed, { fence: 1, cursor: 'only', items: [] });
    expect(await lease(feed, 'two', 2000)).toEqual({ fence: 2, cursor: 'only' });
    expect(await waiting(feed)).toEqual([]);
  });

  test('who has lost the feed keeps nothing and moves no cursor', async () => {
    const feed = newId();
    await lease(feed, 'slow', 1000);
    await lease(feed, 'quick', 2000);
    await expect(store().takeIn(feed, { fence: 1, cursor: 'old', items: [item('old')] })).rejects.toThrow(FeedLostError);
    await expect(store().takeIn(newId(), { fence: 1, cursor: 'none', items: [] })).rejects.toThrow(FeedLostError);
    expect(await waiting(feed)).toEqual([]);
    expect(await lease(feed, 'quick', 2001)).toEqual({ fence: 2, cursor: null });
  });

  test('another instance finds what one took in', async () => {
    const feed = newId();
    await lease(feed, 'one', 1000);
    await store().takeIn(feed, { fence: 1, cursor: 'a', items: [item('m1')] });
    const other = await open();
    expect(await other.waiting(feed, { limit: 10 })).toMatchObject([item('m1')]);
    await other.close();
  });
}
