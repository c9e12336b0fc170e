import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyKey, e164Of } from '../../bot/leads/likeness.ts';
import { eraseLead } from '../../bot/leads/personal-data.ts';
import { statsOf } from '../../bot/leads/stats.ts';
import { summaryDocumentSchema } from '../../bot/leads/summary.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { startRedis } from '../support/redis-server.ts';
import { boss, li, office, said, zhang } from './office.ts';
import { Shift } from './shift.ts';

let shift: Shift;

beforeAll(async () => {
  shift = await Shift.begin('2027-01-04T02:00:00Z'); // a Monday, 10:00 in Shenzhen
});

afterAll(() => shift.end());

async function duplicatesOf(lead: string): Promise<string[]> {
  const { duplicates = [] } = await shift.desk.lead(lead, boss);
  return duplicates.map((each) => `${each.lead} ${each.because}`).toSorted();
}

const owners = async (...talks: string[]) => Promise.all(talks.map(async (each) => (await shift.session(each)).owner));

test('a name written another way is the same company, a number written another way the same phone', () => {
  const names = ['示例甲（深圳）科技有限公司', '示例甲科技股份有限公司', ' 示例甲科技(深圳) ', '示例甲科技有限责任公司'];
  expect(new Set(names.map(companyKey))).toEqual(new Set(['示例甲科技']));
  expect(companyKey('Ｓａｍｐｌｅ Co., Ltd.')).toBe(companyKey('sample limited'));
  expect(companyKey('有限公司')).toBe(null);
  const phones = ['13800000000', '+86 138-0000-0000', '008613800000000', '１３８００００００００'];
  expect(new Set(phones.map(e164Of))).toEqual(new Set(['+8613800000000']));
  expect([e164Of('85261234567'), e164Of('61234567'), e164Of('12')]).toEqual(['+85261234567', '+85261234567', null]);
});

test('leads of one company are proposed to each other, also after a correction, and not after one of them is erased', async () => {
  await shift.says('c_a', '我们是示例甲（深圳）科技有限公司，转人工');
  await shift.says('c_b', '公司是示例甲科技股份有限公司，想办全国呼叫中心');
  await shift.says('c_other', '我们是示例乙科技有限公司，转人工');
  await shift.work();
  expect(await duplicatesOf('l_a')).toEqual(['l_b company']);
  expect(await duplicatesOf('l_other')).toEqual([]);
  await shift.desk.correct('l_other', boss, { slot: 'company', text: '示例甲科技' });
  await shift.work();
  expect(await duplicatesOf('l_b')).toEqual(['l_a company', 'l_other company']);
  const { likeness } = await shift.session('c_other');
  await eraseLead(shift.store, { lead: 'l_other', who: 'test', at: shift.now().toISOString() });
  expect(await duplicatesOf('l_b')).toEqual(['l_a company']);
  const records = await shift.store.listRecords(likeness?.company ?? '');
  expect(records.map(({ id }) => id)).toEqual(['c_a', 'c_b']);
});

test('a merged lead leaves the lists with its talk kept, and a new message in it reaches who has the other one now', async () => {
  const refused = (who: typeof li, id: string, into: string) => expect(shift.desk.merge(id, who, into)).rejects;
  await refused(li, 'l_b', 'l_a').toThrow(/Claim one of the leads first/);
  await refused(boss, 'l_a', 'l_b').toThrow(/waits in this lead/);
  await shift.desk.claim('l_a', li);
  await refused(zhang, 'l_b', 'l_a').toMatchObject({ name: 'DeskConflictError', owner: { id: li.id } });
  await shift.desk.merge('l_b', li, 'l_a');
  expect(await shift.desk.merge('l_b', li, 'l_a')).toMatchObject({ status: 'lost', merged: 'l_a' }); // once more, no second effect
  await refused(boss, 'l_a', 'l_b').toThrow(/itself merged/);
  const events = async (talk: string) => (await shift.session(talk)).lead.events.map(({ event }) => event);
  expect((await events('c_a')).filter((each) => each.startsWith('merged'))).toEqual(['merged-from:l_b']);
  expect((await events('c_b')).filter((each) => each.startsWith('merged'))).toEqual(['merged-into:l_a']);
  const audits = await Promise.all(['l_a', 'l_b'].map((lead) => shift.desk.trail(lead, boss)));
  expect(audits.map((trail) => trail.filter(({ what }) => what.startsWith('merge')).map(({ what }) => what))).toEqual([
    ['merged-from:l_b'],
    ['merge:l_a'],
  ]);
  await shift.work();
  expect([await duplicatesOf('l_a'), await duplicatesOf('l_b')]).toEqual([[], []]);
  const { leads } = await shift.store.leads({ limit: 10 });
  const rows = leads.map((lead) => ({ ...lead, document: summaryDocumentSchema.parse(lead.document) }));
  expect(statsOf(rows, { now: shift.now(), nameOf: (person) => person })).toMatchObject({ leads: 1, byStatus: { claimed: 1 } });
  expect((await shift.desk.transcript('l_b', li)).some(({ text }) => text.includes('示例甲'))).toBe(true);

  shift.staff.set(zhang.id, { member: zhang, presence: 'online' });
  await shift.desk.assign('l_a', boss, zhang.id);
  await shift.work();
  shift.told.length = 0;
  await shift.says('c_b', '合同什么时候能签？');
  await shift.work();
  expect(await owners('c_a', 'c_b')).toMatchObject([{ consultant: zhang.id }, { consultant: zhang.id }]);
  expect((await shift.session('c_b')).lead).toMatchObject({ status: 'claimed', unanswered: expect.any(String) });
  expect(shift.told).toEqual(['lead.assigned assigned']);
  await shift.desk.reply('l_b', zhang, { id: '1', text: '这周五可以签。' });
});

test('where nobody has the lead that stays the bot goes on, and the lead notes that there is news', async () => {
  for (const talk of ['c_d', 'c_e']) await shift.says(talk, '公司是示例丙科技有限公司，想办ICP许可证');
  await shift.desk.merge('l_d', boss, 'l_e');
  expect(await shift.says('c_d', '多少钱？')).not.toBe('');
  await shift.work();
  expect((await shift.session('c_e')).lead.events.at(-1)?.event).toBe('merged-news:l_d');
  await shift.desk.claim('l_e', li);
  await shift.says('c_d', '转人工');
  await shift.work();
  expect(await owners('c_d')).toMatchObject([{ consultant: li.id }]);
});

test('on Redis a phone joins two leads only while both consent, and stands in no record in clear', async () => {
  const redis = await startRedis();
  const store = await openRedis({ url: redis.url });
  const one = await office(store);
  const talk = (id: string, phone: string, consent: boolean) =>
    one.waiting(`c_${id}`, { phone: said(phone), consent: said(consent), company: said('示例丁') });
  const [first, second, third] = [
    await talk('1', '13900000000', true),
    await talk('2', '+8613900000000', true),
    await talk('3', '13900000000', false),
  ];
  for (const lead of [first, second, third]) await one.desk.lead(lead, boss);
  const { duplicates } = await one.desk.lead(first, boss);
  expect(duplicates).toMatchObject([
    { lead: second, because: 'phone', status: 'waiting' },
    { lead: third, because: 'company', status: 'waiting' },
  ]);
  expect(JSON.stringify((await one.session(first)).likeness)).not.toMatch(/139|示例/);
  await one.close();
  await store.close();
  await redis.stop();
});
