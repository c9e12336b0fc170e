import { afterAll, expect, test } from 'vitest';
import { partitionKey, partitionOf } from '../../bot/store/partition.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { StoreUnavailableError, type StoreEvent } from '../../bot/store/store.ts';
import { command, startRedis } from '../support/redis-server.ts';
import { commit, messages, newId, until } from './samples.ts';

const server = await startRedis({ durable: true });
afterAll(() => server.stop());

test('while the server is away calls fail at once, and when it is back everything works, hearing too', async () => {
  const store = await openRedis({ url: server.url });
  const conversation = newId();
  const heard: StoreEvent[] = [];
  let begun = 0;
  store.subscribe(
    (event) => heard.push(event),
    () => (begun += 1),
  );
  await until(() => begun === 1);
  await store.commit(conversation, commit(0, { messages: messages(1, 2) }));

  await server.kill();
  await until(async () => (await failureOf(store.ready())) instanceof StoreUnavailableError);
  const start = performance.now();
  const failures = await Promise.all([
    failureOf(store.load(conversation, [])),
    failureOf(store.commit(conversation, commit(1))),
    failureOf(store.leaseJobs({ now: 1, leaseMs: 1, limit: 1 })),
    failureOf(store.leads({ limit: 1 })),
  ]);
  for (const failure of failures) expect(failure).toBeInstanceOf(StoreUnavailableError);
  expect(performance.now() - start).toBeLessThan(3000);

  await server.restart();
  await until(async () => (await failureOf(store.ready())) === undefined);
  expect(await store.messages(conversation, 0, 9)).toEqual(messages(1, 2));
  // The server has forgotten the script; the store sends it again.
  await store.commit(conversation, commit(1, { messages: messages(3, 3) }));
  await until(() => begun === 2);
  await store.commit(conversation, commit(2, { messages: messages(4, 4) }));
  await until(() => heard.some((event) => event.type === 'messages' && event.upTo === 4));
  await store.close();
});

test('an event of a newer program is passed over', async () => {
  const store = await openRedis({ url: server.url });
  const conversation = newId();
  const heard: StoreEvent[] = [];
  let begun = 0;
  store.subscribe(
    (event) => heard.push(event),
    () => (begun += 1),
  );
  await until(() => begun === 1);
  const channel = `${partitionKey('yinlu:', partitionOf(conversation))}e`;
  await command(server.url, ['SPUBLISH', channel, JSON.stringify({ type: 'from-the-future', conversation })]);
  await store.commit(conversation, commit(0, { messages: messages(1, 1) }));
  await until(() => heard.length > 0);
  expect(heard).toEqual([{ type: 'messages', conversation, upTo: 1 }]);
  expect(begun).toBe(1);
  await store.close();
});

test('a commit whose connection broke is told from one that was kept by loading again', async () => {
  const store = await openRedis({ url: server.url });
  for (let round = 0; round < 5; round++) {
    const conversation = newId();
    const racing = Array.from({ length: 50 }, async (_, n) => {
      const handled = [{ id: 'm', span: { from: 1, to: 1 } }];
      return failureOf(store.commit(`${conversation}-${n}`, commit(0, { messages: messages(1, 1), handled })));
    });
    await server.kill();
    const failures = await Promise.all(racing);
    await server.restart();
    await until(async () => (await failureOf(store.ready())) === undefined);
    for (const [n, failure] of failures.entries()) {
      const { version, handled } = await store.load(`${conversation}-${n}`, ['m']);
      const transcript = await store.messages(`${conversation}-${n}`, 0, 9);
      // Kept whole or not at all; what was acknowledged is kept.
      expect([version, handled, transcript.length]).toEqual(handled[0] ? [1, [{ from: 1, to: 1 }], 1] : [0, [null], 0]);
      if (failure === undefined) expect(version).toBe(1);
      else expect(failure).toBeInstanceOf(StoreUnavailableError);
    }
  }
  await store.close();
});

test('a server that is not there is told by name, without its password', async () => {
  const failure = await failureOf(openRedis({ url: 'redis://:secret@127.0.0.1:1', withinMs: 300 }));
  expect(failure).toBeInstanceOf(StoreUnavailableError);
  expect(String(failure)).toMatch(/cannot reach Redis at 127\.0\.0\.1:1/);
  expect(String(failure)).not.toContain('secret');
});

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
