import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadFigures } from '../../bot/leads/figures.ts';
import { leadLedger, type Row } from '../../bot/leads/ledger.ts';
import { statsRows } from '../../bot/leads/stats-csv.ts';
import { statsOf } from '../../bot/leads/stats.ts';
import type { SummaryDocument } from '../../bot/leads/summary.ts';
import { boss, type Office, office, zhang } from './office.ts';

let one: Office;

beforeAll(async () => {
  one = await office();
});

afterAll(() => one.close());

const now = new Date('2027-03-01T00:00:00Z');
const nameOf = (person: string): string => (person === 'p_zhang' ? '张三' : person);

function row(status: string, more: Partial<SummaryDocument> = {}): Row {
  const headline = { 'zh-Hans': '', en: '' };
  const created = '2027-01-10T02:00:00.000Z';
  return {
    conversation: 'c_row',
    status,
    document: { score: 0, grade: 'D', headline, channel: 'web', created, verdict: 'open', ...more },
  };
}

test('the figures count what happened and nothing else', async () => {
  const figures = leadFigures({
    ledger: leadLedger({ store: one.store, now: () => new Date() }),
    staff: one.staff,
    now: () => new Date(),
  });
  expect(await figures({})).toMatchObject({ leads: 0, secondsToClaim: null, dropOff: [] });
  const [first, second] = [await one.waiting('c_1'), await one.waiting('c_2')];
  await one.desk.claim(first, zhang);
  await one.desk.reply(first, zhang, { id: '1', text: '您好' });
  await one.desk.close(second, boss, { outcome: 'lost', reason: '不办了' });
  expect(await figures({})).toMatchObject({
    leads: 2,
    byStatus: { claimed: 1, lost: 1 },
    funnel: { opened: 2, talked: 0, quoted: 0, handed: 2, claimed: 1, replied: 1, won: 0, closed: 1 },
    byConsultant: [{ leads: 1, won: 0 }],
    handoffReasons: { qualified: 2 },
    lossReasons: { 不办了: 1 },
  });
  expect((await figures({ from: '2027-02-01' })).leads).toBe(0);
  expect((await figures({ from: '2027-01-01', to: '2027-02-01' })).leads).toBe(2);
});

test('who fell silent a day ago while a question stood open has left at it; who was handed over has not', () => {
  const quiet = { talked: true, known: ['service'], pending: 'capital', heard: '2027-01-10T03:00:00.000Z' };
  const stats = statsOf(
    [
      row('open', quiet),
      row('open', { ...quiet, heard: '2027-02-28T23:00:00.000Z' }),
      row('waiting', quiet),
      row('won', { known: ['service', 'capital'] }),
    ],
    { now, nameOf },
  );
  expect(stats.dropOff).toEqual([
    { slot: 'service', reached: 4, answered: 4, left: 0 },
    { slot: 'capital', reached: 2, answered: 1, left: 1 },
  ]);
});

test('times run from the handover, and go to the consultant, the channel and the campaign', () => {
  const handed = '2027-01-10T02:00:00.000Z';
  const answered = (seconds: number): Partial<SummaryDocument> => ({
    handed,
    replied: new Date(Date.parse(handed) + seconds * 1000).toISOString(),
    consultant: 'p_zhang',
    campaign: 'autumn',
  });
  const stats = statsOf([row('won', answered(30)), row('lost', answered(400)), row('open')], { now, nameOf });
  expect(stats.secondsToReply).toBe(215);
  expect(stats.replyTimes.map(({ leads }) => leads)).toEqual([1, 0, 1, 0, 0, 0]);
  const group = { leads: 2, handed: 2, won: 1, lost: 1, secondsToReply: 215 };
  expect(stats.byConsultant).toEqual([{ name: '张三', ...group }]);
  expect(stats.byCampaign).toEqual([{ name: 'autumn', ...group }]);
  expect(stats.byChannel).toMatchObject([{ name: 'web', leads: 3 }]);
  expect(statsRows(stats)).toContainEqual(['consultant', '张三', 'won', '1']);
});

test('a day is one of China', () => {
  const stats = statsOf([row('open', { created: '2027-01-09T16:00:00.000Z' })], { from: '2027-01-10', now, nameOf });
  expect(stats.days).toEqual([{ day: '2027-01-10', leads: 1, handed: 0, won: 0 }]);
});

test('the ledger takes in what changed, whatever process did it, and lets go of what was erased', async () => {
  let at = Date.now();
  const ledger = leadLedger({ store: one.store, now: () => new Date(at) });
  const before = (await ledger.rows()).length;
  const lead = await one.waiting('c_ledger');
  expect(await ledger.rows()).toHaveLength(before + 1);
  await one.desk.claim(lead, zhang);
  expect((await ledger.rows()).filter(({ status }) => status === 'claimed').length).toBeGreaterThan(0);
  await one.store.erase('c_ledger');
  at += 16 * 60_000;
  expect(await ledger.rows()).toHaveLength(before);
});
