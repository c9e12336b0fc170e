import { expect, test } from 'vitest';
import type { Job } from '../../bot/store/store.ts';
import type { Subject } from './contract.ts';
import { commit, job, messages, newId } from './samples.ts';

/** What every store promises about jobs and delivery. */
export function jobContract({ store, open, lease }: Subject): void {
  test('a due job is leased to one of many callers', async () => {
    const conversations = Array.from({ length: 30 }, newId);
    await Promise.all(
      conversations.map((each) => store().commit(each, commit(0, { jobs: [job(each), job(each, { id: 'second' })] }))),
    );
    const other = await open();
    const callers = Array.from({ length: 20 }, (_, caller) =>
      (caller % 2 ? store() : other).leaseJobs({ now: 1000, leaseMs: 500, limit: 7 }),
    );
    const leased = (await Promise.all(callers)).flat();
    const rest = await other.leaseJobs({ now: 1000, leaseMs: 500, limit: 1000 });
    await other.close();
    const names = [...leased, ...rest]
      .map((each) => `${each.conversation} ${each.id}`)
      .filter((each) => conversations.includes(each.split(' ')[0]!));
    expect(names.toSorted()).toEqual(conversations.flatMap((each) => [`${each} notify`, `${each} second`]).toSorted());
    expect(Math.max(...(await Promise.all(callers)).map((each) => each.length))).toBeLessThanOrEqual(7);
  });

  test('a job is not given out before it is due, and again when the lease has run out', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation, { due: 5000, data: { to: '顾问' } })] }));
    expect(await lease(conversation, 4999)).toEqual([]);
    expect(await lease(conversation, 5000)).toMatchObject([{ due: 5000, data: { to: '顾问' } }]);
    expect(await lease(conversation, 5499)).toEqual([]);
    expect(await lease(conversation, 5500)).toMatchObject([{ due: 5000, data: { to: '顾问' } }]);
  });

  test('a finished job is gone; one that took its place meanwhile stays', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation), job(conversation, { id: 'other', due: 9000 })] }));
    const [first] = await lease(conversation, 1000);
    await store().commit(conversation, commit(1, { jobs: [job(conversation, { data: { newer: 1 } })] }));
    await store().finishJob(first!);
    const [second] = await lease(conversation, 1000);
    expect(second).toMatchObject({ id: 'notify', data: { newer: 1 } });
    await store().finishJob(second!);
    expect(await lease(conversation, 9000)).toMatchObject([{ id: 'other' }]);
  });

  test('a job put anew with the same data outlives the finishing of the old one', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation)] }));
    const [first] = await lease(conversation, 1000);
    await store().commit(conversation, commit(1, { jobs: [job(conversation, { due: 7000 })] }));
    await store().finishJob(first!);
    expect(await lease(conversation, 7000)).toMatchObject([{ due: 7000 }]);
  });

  test('a job that was made by hand is finished when its data is what is stored', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation, { data: { upTo: 3 } })] }));
    await store().finishJob(job(conversation, { data: { upTo: 2 } }));
    expect(await lease(conversation, 1000)).toHaveLength(1);
    await store().finishJob(job(conversation, { data: { upTo: 3 } }));
    expect(await lease(conversation, 2000)).toEqual([]);
  });

  test('a job that failed comes again when it was put off to, with its attempts', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation)] }));
    const [first] = await lease(conversation, 1000);
    await store().retryJob({ ...first!, due: 6000, attempts: 1, data: { fallback: true } });
    expect(await lease(conversation, 5999)).toEqual([]);
    const [again] = await lease(conversation, 6000);
    expect(again).toMatchObject({ due: 6000, attempts: 1, data: { fallback: true } });
    await store().finishJob(again!);
    await store().retryJob({ ...again!, due: 6001 });
    expect(await lease(conversation, 9000)).toEqual([]);
  });

  test('putting off a job does not undo the one that took its place', async () => {
    const conversation = newId();
    await store().commit(conversation, commit(0, { jobs: [job(conversation, { data: { upTo: 2 } })] }));
    const [first] = await lease(conversation, 1000);
    await store().commit(conversation, commit(1, { jobs: [job(conversation, { data: { upTo: 5 }, due: 2000 })] }));
    await store().retryJob({ ...first!, due: 99_000, attempts: 1 });
    expect(await lease(conversation, 2000)).toMatchObject([{ attempts: 0, data: { upTo: 5 } }]);
  });

  test('the delivery cursor moves forward only, and takes the delivery job along when all is delivered', async () => {
    const conversation = newId();
    const deliver = (upTo: number): Job => job(conversation, { id: 'deliver', type: 'deliver', data: { upTo } });
    await store().commit(conversation, commit(0, { messages: messages(1, 4), jobs: [deliver(4)] }));
    await store().delivered(conversation, 3);
    expect(await store().deliveredUpTo(conversation)).toBe(3);
    expect(await lease(conversation, 1000)).toMatchObject([{ id: 'deliver' }]);
    await store().delivered(conversation, 4);
    await store().delivered(conversation, 2);
    expect(await store().deliveredUpTo(conversation)).toBe(4);
    expect(await lease(conversation, 9000)).toEqual([]);
    await store().commit(conversation, commit(1, { messages: messages(5, 6), jobs: [deliver(6)] }));
    expect(await store().deliveredUpTo(conversation)).toBe(4);
    expect(await lease(conversation, 9000)).toMatchObject([{ data: { upTo: 6 } }]);
    await store().delivered(newId(), 1);
  });
}
