import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DeskConflictError } from '../../bot/ports.ts';
import { boss, li, zhang } from './office.ts';
import { Shift } from './shift.ts';

let shift: Shift;

beforeAll(async () => {
  shift = await Shift.begin('2027-01-04T02:00:00Z'); // a Monday, 10:00 in Shenzhen
});

beforeEach(() => {
  shift.told.length = 0;
  shift.others = true;
});

afterAll(() => shift.end());

async function isPooled(conversation: string): Promise<boolean> {
  return (await shift.session(conversation)).owner === 'waiting';
}

async function done(lead: string): Promise<void> {
  await shift.desk.close(lead, boss, { outcome: 'lost', reason: '' });
}

test('a lead that nobody claims is told of again, then to the manager, and then an alarm is raised; each once', async () => {
  await shift.says('c_unseen', '转人工');
  await shift.work();
  expect(shift.told).toEqual(['lead.waiting asked']);
  await shift.pass(4);
  expect(shift.told).toHaveLength(1);
  await shift.pass(60);
  expect(shift.told.slice(1)).toEqual(['lead.reminder waiting', 'lead.reminder manager', 'alarm unclaimed']);
  const { events } = (await shift.session('c_unseen')).lead;
  const began = Date.parse(events[0]?.at ?? '');
  const minutes = events.slice(1).map(({ at, event }) => [event, (Date.parse(at) - began) / 60_000]);
  expect(minutes).toEqual([
    ['reminded', 5],
    ['escalated', 15],
    ['alarmed', 30],
  ]);
  const trail = await shift.store.auditTrail('l_unseen');
  expect(trail.map(({ who, what }) => `${who} ${what}`)).toEqual(
    ['reminded', 'escalated', 'alarmed'].map((step) => `service-level ${step}`),
  );
  await done('l_unseen');
});

test('the clock stands still while nobody is there', async () => {
  await shift.until('2027-01-08T09:58:00Z'); // Friday, two minutes before the end
  shift.told.length = 0;
  await shift.says('c_friday', '转人工');
  await shift.until('2027-01-10T12:00:00Z');
  expect(shift.told).toEqual(['lead.waiting asked']);
  await shift.until('2027-01-11T01:02:00Z');
  expect(shift.told).toHaveLength(1);
  await shift.until('2027-01-11T01:03:00Z');
  expect(shift.told).toEqual(['lead.waiting asked', 'lead.reminder waiting']);
  await done('l_friday');
});

test('whoever lets a prospect wait is reminded, then the lead goes back, cannot be theirs for a while, and the prospect is told', async () => {
  await shift.says('c_late', '转人工');
  await shift.desk.claim('l_late', zhang);
  await shift.desk.reply('l_late', zhang, { id: '1', text: '您好' });
  await shift.pass(5);
  expect(await shift.says('c_late', '注册资本一千万')).toBe('');
  shift.told.length = 0;
  await shift.pass(10);
  expect(shift.told).toEqual(['lead.reminder unanswered']);
  await shift.pass(20);
  expect(shift.told).toEqual(['lead.reminder unanswered', 'lead.waiting pooled']);
  expect(await isPooled('c_late')).toBe(true);
  expect(await shift.lastSaid('c_late')).toContain(`顾问${zhang.name}这会儿抽不开身`);
  await expect(shift.desk.claim('l_late', zhang)).rejects.toThrow(DeskConflictError);
  await shift.pass(60);
  expect((await shift.desk.claim('l_late', zhang)).owner).toMatchObject({ id: zhang.id });
  await shift.desk.release('l_late', zhang);
  expect((await shift.desk.claim('l_late', li)).owner).toMatchObject({ id: li.id });
  await shift.desk.close('l_late', li, { outcome: 'lost', reason: '' });
});

test('an answer in time stops that clock; a claim without a word does not', async () => {
  await shift.until('2027-01-12T02:00:00Z');
  await shift.says('c_answered', '转人工');
  await shift.desk.claim('l_answered', zhang);
  await shift.says('c_silent', '转人工');
  await shift.desk.claim('l_silent', zhang);
  await shift.pass(9);
  await shift.desk.reply('l_answered', zhang, { id: '1', text: '您好' });
  await shift.pass(40);
  expect([await isPooled('c_answered'), await isPooled('c_silent')]).toEqual([false, true]);
  await done('l_answered');
});

test('with nobody else there the lead stays with who has it', async () => {
  shift.others = false;
  await shift.until('2027-01-13T02:00:00Z');
  await shift.says('c_alone', '转人工');
  await shift.desk.claim('l_alone', zhang);
  await shift.work();
  shift.told.length = 0;
  await shift.pass(60);
  expect(await isPooled('c_alone')).toBe(false);
  expect(shift.told).toEqual(['lead.reminder unanswered', 'lead.reminder unanswered']);
  await done('l_alone');
});

test('a lead in which nobody writes any more goes back to the bot, who says where they were', async () => {
  await shift.until('2027-01-14T02:00:00Z');
  await shift.says('c_idle', '全国呼叫中心，转人工');
  await shift.desk.claim('l_idle', zhang);
  await shift.desk.reply('l_idle', zhang, { id: '1', text: '您好' });
  await shift.until('2027-01-21T01:00:00Z');
  expect((await shift.session('c_idle')).owner).toMatchObject({ consultant: zhang.id });
  await shift.until('2027-01-21T02:00:00Z');
  expect((await shift.session('c_idle')).owner).toBe('bot');
  expect(await shift.lastSaid('c_idle')).toBe(
    '这边先由我接着陪您。前面说到呼叫中心许可证、全国，我都记着。要找顾问，随时说“转人工”。',
  );
  expect(await shift.says('c_idle', '注册资本一千万')).not.toBe('');
});

test('an erased conversation is looked after no more', async () => {
  await shift.says('c_erased', '转人工');
  await shift.store.erase('c_erased');
  await shift.pass(10);
  expect((await shift.store.load('c_erased', [])).session).toBeNull();
});
