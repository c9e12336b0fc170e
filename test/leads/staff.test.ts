import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff } from '../../bot/leads/staff.ts';
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
