import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskConflictError, NotAllowedError } from '../../bot/ports.ts';
import { boss, li, zhang } from './office.ts';
import { Shift } from './shift.ts';

let shift: Shift;

beforeAll(async () => {
  shift = await Shift.begin('2027-01-04T02:00:00Z'); // a Monday, 10:00 in Shenzhen
  shift.staff.set(li.id, { member: li, presence: 'online' });
  shift.staff.set(zhang.id, { member: zhang, presence: 'away' });
});

afterAll(() => shift.end());

test('a manager gives a lead to somebody who is there; who is away gets none, and a consultant gives none', async () => {
  await shift.says('c_given', '转人工');
  await expect(shift.desk.assign('l_given', zhang, li.id)).rejects.toThrow(NotAllowedError);
  await expect(shift.desk.assign('l_given', boss, zhang.id)).rejects.toThrow(/张三 is away/);
  expect((await shift.session('c_given')).owner).toBe('waiting');
  expect((await shift.desk.assign('l_given', boss, li.id)).owner).toMatchObject({ id: li.id });
  expect(await shift.lastSaid('c_given')).toBe('顾问李四来了，接下来由他跟您聊。');
  shift.staff.set(zhang.id, { member: zhang, presence: 'online' });
  expect((await shift.desk.assign('l_given', boss, zhang.id)).owner).toMatchObject({ id: zhang.id });
  expect(await shift.lastSaid('c_given')).toBe('接下来由顾问张三跟您聊，前面聊的都在。');
  await expect(shift.desk.reply('l_given', li, { id: '1', text: '您好' })).rejects.toThrow(DeskConflictError);
  shift.told.length = 0;
  await shift.work();
  expect(shift.told.filter((each) => each.startsWith('lead.assigned'))).toEqual([
    'lead.assigned assigned',
    'lead.assigned assigned',
  ]);
  const trail = await shift.desk.trail('l_given', boss);
  expect(trail.map(({ who, what }) => `${who} ${what}`)).toEqual([`p_boss assign:${li.id}`, `p_boss assign:${zhang.id}`]);
  await expect(shift.desk.trail('l_given', zhang)).rejects.toThrow(NotAllowedError);
});

test('a note is for colleagues: it is on the lead and not in the talk', async () => {
  await shift.says('c_noted', '转人工');
  const { file } = (await shift.desk.note('l_noted', li, '下午再打一次')) as unknown as { file: { notes: unknown } };
  expect(file.notes).toMatchObject([{ who: li.id, name: li.name, text: '下午再打一次' }]);
  const said = await shift.store.messages('c_noted', 0, 50);
  expect(said.some(({ text }) => text.includes('下午再打'))).toBe(false);
});

test('who asks how far it is hears the step that the consultant has set', async () => {
  await shift.says('c_stage', '全国呼叫中心，转人工');
  expect(await shift.says('c_stage', '进度')).not.toContain('“签约”');
  await expect(shift.desk.stage('l_stage', li, 'contract')).rejects.toThrow(DeskConflictError);
  await shift.desk.stage('l_stage', boss, 'contract');
  await shift.pass(1);
  expect(await shift.says('c_stage', '进度')).toContain('您这边现在到“签约”这一步（2027年1月4日更新）');
  expect(await shift.says('c_stage', '办到哪一步了')).toContain('签约');
  await expect(shift.desk.stage('l_stage', boss, 'party')).rejects.toThrow('no such step');
});

test('the consultant of a won lead is reminded of its dates in good time, once, and not of one that was taken away', async () => {
  await shift.says('c_won', '转人工');
  await shift.desk.claim('l_won', li);
  const inspection = { kind: 'annual-inspection', day: '2027-03-31' } as const;
  await expect(shift.desk.date('l_won', li, inspection)).rejects.toThrow(DeskConflictError);
  await shift.desk.close('l_won', li, { outcome: 'won', reason: '' });
  await shift.desk.date('l_won', li, inspection);
  await shift.desk.date('l_won', li, { kind: 'expiry', day: '2027-06-30' });
  await shift.desk.date('l_won', li, { kind: 'expiry', day: null });
  const dues = (): string[] => shift.told.filter((each) => /inspection|expiry/.test(each));
  await shift.until('2027-02-28T12:00:00Z');
  expect(dues()).toEqual([]);
  await shift.until('2027-03-01T01:00:00Z'); // thirty days before, when work begins
  await shift.until('2027-06-01T01:00:00Z');
  expect(dues()).toEqual(['lead.reminder annual-inspection']);
});
