import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { cipherOf } from '../../bot/store/cipher.ts';
import { openStore } from '../../bot/store/open.ts';
import { startRedis } from '../support/redis-server.ts';
import { storeContract } from './contract.ts';
import { commit, entry, job, lead, messages } from './samples.ts';

const redis = await startRedis();
const dir = mkdtempSync(join(tmpdir(), 'yinlu-encrypted-'));
afterAll(async () => {
  await redis.stop();
  rmSync(dir, { recursive: true });
});

const key = 'a-key-of-the-tests-that-protects-nothing';
const other = 'another-key-of-the-tests-of-no-worth-either';

storeContract('SQLite, encrypted', () => openStore({ dataDir: join(dir, 'contract'), dataKeys: [key] }), { shared: false });
storeContract('Redis, encrypted', () => openStore({ dataDir: dir, redisUrl: redis.url, dataKeys: [key] }), { shared: true });

test('nothing that was said or is known of a person can be read in the files', async () => {
  const dataDir = join(dir, 'files');
  const store = await openStore({ dataDir, dataKeys: [key] });
  const person = { name: '张三甲', phone: '13800000000', wechat: 'nobody_00' };
  await store.commit('c1', {
    ...commit(0, { session: { slots: person } }),
    messages: messages(1, 3).map((message) => ({ ...message, text: `${message.text} 13800000000 张三甲` })),
    jobs: [job('c1', { data: person })],
    lead: lead('c1', { document: { ...person, owner: { id: 'p_1', name: '李四乙' } } }),
    questions: [{ at: '2026-01-01T00:00:00.000Z', language: 'zh-Hans', text: '张三甲问的' }],
    audit: [entry('l_1', 'read-contact')],
  });
  await store.putRecord('quote', 'Q1', person);
  const { fence } = (await store.leaseFeed('kf', { holder: 'p', now: 0, leaseMs: 1000 }))!;
  await store.takeIn('kf', { fence, cursor: '1', items: [{ id: 'm1', data: person }] });
  const written = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)).toString('latin1'));
  await store.close();
  expect(written.join('').length).toBeGreaterThan(4096);
  for (const secret of [...Object.values(person), '李四乙', '13800000000']) {
    expect(written.some((text) => text.includes(Buffer.from(secret).toString('latin1')))).toBe(false);
  }
});

test('what was kept before there was a key is read, and encrypted when it changes', async () => {
  const dataDir = join(dir, 'before');
  const plain = await openStore({ dataDir });
  await plain.commit(
    'c1',
    commit(0, { messages: messages(1, 2), lead: lead('c1'), jobs: [job('c1', { data: { to: '顾问' } })] }),
  );
  await plain.putRecord('quote', 'Q1', { total: 1 });
  await plain.close();
  const store = await openStore({ dataDir, dataKeys: [key] });
  expect((await store.load('c1', [])).session).toEqual({ turn: 1 });
  await store.commit('c1', commit(1, { messages: messages(3, 3) }));
  expect(await store.messages('c1', 0, 9)).toEqual(messages(1, 3));
  expect((await store.leads({ limit: 5 })).leads).toEqual([lead('c1')]);
  expect(await store.leaseJobs({ now: 1000, leaseMs: 500, limit: 5 })).toMatchObject([{ data: { to: '顾问' } }]);
  expect(await store.changeRecord('quote', 'Q1', { from: { total: 2 }, to: { total: 3 } })).toBe(false);
  expect(await store.changeRecord('quote', 'Q1', { from: { total: 1 }, to: { total: 2 } })).toBe(true);
  expect(await store.getRecord('quote', 'Q1')).toEqual({ total: 2 });
  await store.close();
});

test('a text that looks like an encrypted one is only a text', async () => {
  const dataDir = join(dir, 'alike');
  const alike = `enc1.abcdefgh.${Buffer.alloc(64).toString('base64url')}`;
  const [message] = messages(1, 1);
  const plain = await openStore({ dataDir });
  await plain.commit('c1', commit(0, { messages: [{ ...message!, text: alike }] }));
  await plain.close();
  const store = await openStore({ dataDir, dataKeys: [key] });
  await store.commit('c1', commit(1, { messages: [{ ...message!, seq: 2, text: alike }] }));
  expect((await store.messages('c1', 0, 9)).map(({ text }) => text)).toEqual([alike, alike]);
  await store.close();
});

test('a store that was encrypted is not opened without its key, and the key can be changed', async () => {
  const dataDir = join(dir, 'keys');
  const first = await openStore({ dataDir, dataKeys: [key] });
  await first.putRecord('quote', 'Q1', { total: 1 });
  await first.close();
  await expect(openStore({ dataDir })).rejects.toThrow('DATA_KEY: is needed');
  await expect(openStore({ dataDir, dataKeys: [other] })).rejects.toThrow(
    'DATA_KEY: what is kept here was encrypted with another',
  );
  const both = await openStore({ dataDir, dataKeys: [other, key] });
  expect(await both.getRecord('quote', 'Q1')).toEqual({ total: 1 });
  expect(await both.changeRecord('quote', 'Q1', { from: { total: 1 }, to: { total: 2 } })).toBe(true);
  await both.close();
  await expect(openStore({ dataDir, dataKeys: [key] })).rejects.toThrow('DATA_KEY');
  const again = await openStore({ dataDir, dataKeys: [key, other] });
  expect(await again.getRecord('quote', 'Q1')).toEqual({ total: 2 });
  await again.close();
});

test('what somebody has changed or moved in the database does not pass for the real one', async () => {
  const dataDir = join(dir, 'moved');
  const store = await openStore({ dataDir, dataKeys: [key] });
  await store.putRecord('quote', 'Q1', { total: 100 });
  await store.putRecord('quote', 'Q2', { total: 900 });
  const database = new DatabaseSync(join(dataDir, 'yinlu.db'));
  database.exec("UPDATE records SET document = (SELECT document FROM records WHERE id = 'Q1') WHERE id = 'Q2'");
  await expect(store.getRecord('quote', 'Q2')).rejects.toThrow();
  expect(await store.getRecord('quote', 'Q1')).toEqual({ total: 100 });
  database.exec("UPDATE records SET document = substr(document, 1, length(document) - 4) || 'AAA\"' WHERE id = 'Q1'");
  await expect(store.getRecord('quote', 'Q1')).rejects.toThrow();
  database.close();
  await store.close();
});

test('equal documents give one text at a place and another elsewhere, and every document comes back', () => {
  const cipher = cipherOf([key]);
  for (const document of [null, '', 'x', 0, { a: [1, '全国呼叫中心 😀\u0001\n'] }, 'ë'.repeat(4000), randomUUID()]) {
    const kept = cipher.encrypt(document, 'here');
    expect(cipher.encrypt(document, 'here')).toBe(kept);
    expect(cipher.encrypt(document, 'there')).not.toBe(kept);
    expect(cipher.decrypt(kept, 'here')).toEqual(document);
  }
});
