import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff, type Staff } from '../../bot/leads/staff.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { startRedis } from '../support/redis-server.ts';
import { type Office, office } from './office.ts';

let one: Office;

beforeAll(async () => {
  one = await office();
});

afterAll(() => one.close());

test('a token lets its person in until the person is disabled; no token is kept', async () => {
  const { token, ...member } = await one.staff.add({ name: '张三', role: 'consultant' });
  expect(await one.staff.byToken(token)).toEqual(member);
  for (const wrong of [
    '',
    'yst',
    `${token}x`,
    token.replace('yst', 'abc'),
    `${token}.x`,
    `yst.${member.id}.`,
    `yst.p_nobody.${token.split('.')[2]}`,
  ]) {
    expect(await one.staff.byToken(wrong)).toBeNull();
  }
  expect(JSON.stringify(await one.store.listRecords('staff'))).not.toContain(token.split('.')[2]);
  expect(await one.staff.disable(member.id)).toBe(true);
  expect(await one.staff.byToken(token)).toBeNull();
  expect(await one.staff.find(member.id)).toBeNull();
  expect(await one.staff.disable('p_nobody')).toBe(false);
});

test('who is shut out twice has been out since the first time, and after coming back since the next', async () => {
  let time = Date.parse('2027-01-04T02:00:00Z');
  const staff = createStaff({ store: one.store, now: () => new Date(time) });
  const { id } = await staff.add({ name: '陈暂离', role: 'consultant' });
  const since = async () => (await staff.list()).find((each) => each.id === id)?.disabled;
  await staff.disable(id);
  time += 60_000;
  expect(await staff.disable(id)).toBe(true);
  expect(await since()).toBe('2027-01-04T02:00:00.000Z');
  await staff.enable(id);
  await staff.disable(id);
  expect(await since()).toBe('2027-01-04T02:01:00.000Z');
});

test('a login link lets one in, once, within a quarter of an hour', async () => {
  const { id } = await one.staff.add({ name: '李四', role: 'manager' });
  const link = await one.staff.loginToken(id);
  const tries = await Promise.all(Array.from({ length: 10 }, () => one.staff.redeem(link)));
  expect(tries.filter((member) => member !== null)).toMatchObject([{ id }]);
  expect(await one.staff.redeem(link)).toBeNull();
  const late = await one.staff.loginToken(id);
  const later = createStaff({ store: one.store, now: () => new Date(Date.now() + 16 * 60_000) });
  expect(await later.redeem(late)).toBeNull();
});

test('the first start makes an owner, the next ones only a link', async () => {
  const two = await office();
  const [first, second] = [await two.staff.firstLogin('负责人'), await two.staff.firstLogin('负责人')];
  expect(await two.staff.list()).toMatchObject([{ name: '负责人', role: 'owner' }]);
  expect((await two.staff.redeem(first))?.id).toBe((await two.staff.redeem(second))?.id);
  await two.close();
});

test('a name in WeCom is the same in small letters and capitals: one person has it, and is found by it', async () => {
  const { id } = await one.staff.add({ name: '郑一', role: 'consultant', wecom: 'ZhengYi' });
  expect(await one.staff.byWecom('zhengyi')).toMatchObject({ id });
  await expect(one.staff.add({ name: '郑二', role: 'consultant', wecom: 'zhengYI' })).rejects.toThrow('Somebody else');
  expect(await one.staff.change(id, { wecom: 'zhengyi' })).toBe(true);
});

function staffIn(store: Store): Staff {
  return createStaff({ store, now: () => new Date() });
}

/** Managers at the consoles of two processes change one person at the same time. */
async function changeAtOnce(stores: readonly [Store, Store]): Promise<void> {
  const [first, second] = [staffIn(stores[0]), staffIn(stores[1])];
  const { id } = await first.add({ name: '冯六', role: 'consultant' });
  const edits = [
    { name: '冯陆' },
    { role: 'manager' },
    { team: 'overseas' },
    { email: 'feng@example.com' },
    { wecom: 'feng' },
  ] as const;
  await Promise.all(edits.map((edit, index) => (index % 2 === 0 ? first : second).change(id, edit)));
  expect((await first.list()).find((each) => each.id === id)).toMatchObject(Object.assign({}, ...edits));
  // Nor does a change bring somebody back in who is shut out at that moment.
  await Promise.all([first.disable(id), second.change(id, { name: '冯六' })]);
  expect(await first.find(id)).toBeNull();
}

test('changes that managers make at once are all kept, on SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-staff-'));
  const stores = [await openSqlite({ dir }), await openSqlite({ dir })] as const;
  await changeAtOnce(stores);
  await Promise.all(stores.map((store) => store.close()));
  await rm(dir, { recursive: true });
});

test('changes that managers make at once are all kept, on Redis', async () => {
  const server = await startRedis();
  const stores = [await openRedis({ url: server.url }), await openRedis({ url: server.url })] as const;
  await changeAtOnce(stores);
  await Promise.all(stores.map((store) => store.close()));
  await server.stop();
});
