import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pendingDiscounts } from '../../bot/leads/pending-discounts.ts';
import { leadPromises } from '../../bot/leads/promises.ts';
import { NotAllowedError } from '../../bot/ports.ts';
import { boss, li, readingForTests, zhang } from './office.ts';
import { Shift } from './shift.ts';

let shift: Shift;

beforeAll(async () => {
  shift = await Shift.begin('2027-01-04T02:00:00Z'); // a Monday, 10:00 in Shenzhen
});

beforeEach(() => {
  shift.told.length = 0;
});

afterAll(() => shift.end());

/** A lead with all that a quote needs, in Zhang's hands. */
async function claimed(conversation: string): Promise<string> {
  await shift.says(conversation, '全国呼叫中心，内资，一千万，转人工');
  const lead = `l_${conversation.slice(2)}`;
  await shift.desk.claim(lead, zhang);
  await shift.work();
  shift.told.length = 0;
  return lead;
}

async function lastQuote(conversation: string) {
  const quote = (await shift.session(conversation)).quotes.at(-1)?.quote;
  if (!quote) throw new Error('no quote was sent');
  return quote;
}

const wish = { discount: 'returning', note: '老客户，去年办过年检' };

test('a discount is asked for by who has the lead, decided by a manager, and only then in the quotes', async () => {
  const lead = await claimed('c_asks');
  await expect(shift.desk.askDiscount(lead, li, wish)).rejects.toThrow('Only the owner of the lead or a manager');
  await expect(shift.desk.askDiscount(lead, zhang, { discount: 'half', note: '' })).rejects.toThrow('no such discount');
  await shift.desk.askDiscount(lead, zhang, wish);
  await shift.work();
  expect(shift.told).toEqual(['lead.discount discount']);
  await shift.desk.quote(lead, zhang);
  const full = await lastQuote('c_asks');
  expect([full.approvedBy, full.items.some(({ cents }) => cents < 0)]).toEqual([undefined, false]);

  await expect(shift.desk.decideDiscount(lead, zhang, { approve: true, reason: '' })).rejects.toThrow(NotAllowedError);
  await expect(shift.desk.askedDiscounts(zhang)).rejects.toThrow(NotAllowedError);
  expect(await shift.desk.askedDiscounts(boss)).toMatchObject([{ lead, percent: 5, asked: { name: '张三', note: wish.note } }]);
  await shift.desk.decideDiscount(lead, boss, { approve: true, reason: '' });
  await shift.work();
  expect([shift.told.at(-1), await shift.desk.askedDiscounts(boss)]).toEqual(['lead.discount discount-approved', []]);

  await shift.desk.quote(lead, zhang);
  const lower = await lastQuote('c_asks');
  expect(lower).toMatchObject({ approvedBy: '王五', totalCents: Math.round(full.totalCents * 0.95) });
  expect(lower.instalments.reduce((sum, { cents }) => sum + cents, 0)).toBe(lower.totalCents);
  expect(lower.number).not.toBe(full.number);
  expect(await shift.lastSaid('c_asks')).toContain('已经算上“老客户优惠”，少 ');
  // What was quoted with it still holds by the same book.
  const promises = await leadPromises({ store: shift.store, knowledge: shift.conversation.knowledge }).of(lead);
  expect(promises.filter(({ ref }) => ref.startsWith('quote:')).map(({ changed }) => changed)).toEqual([false, false]);
  const trail = (await shift.store.auditTrail(lead)).map(({ who, what }) => `${who} ${what}`);
  expect(trail).toContain('p_zhang discount-ask:returning');
  expect(trail).toContain('p_boss discount-approve');
});

test('one that is declined needs a reason and is in no quote; another may be asked for', async () => {
  const lead = await claimed('c_declined');
  await expect(shift.desk.decideDiscount(lead, boss, { approve: true, reason: '' })).rejects.toThrow('No discount is asked for');
  await shift.desk.askDiscount(lead, zhang, wish);
  await expect(shift.desk.decideDiscount(lead, boss, { approve: false, reason: '' })).rejects.toThrow('Say why');
  await shift.desk.decideDiscount(lead, boss, { approve: false, reason: '不是老客户' });
  await shift.desk.quote(lead, zhang);
  expect(await lastQuote('c_declined')).not.toHaveProperty('approvedBy');
  await shift.desk.askDiscount(lead, zhang, { discount: 'two-services', note: '' });
  expect((await shift.session('c_declined')).lead.discount).toMatchObject({ id: 'two-services', status: 'asked' });
  expect((await shift.session('c_declined')).lead.discount).not.toHaveProperty('decided');
});

test('an approval is for what the manager has read: not for another discount that was asked for meanwhile', async () => {
  const lead = await claimed('c_replaced');
  await shift.desk.askDiscount(lead, zhang, wish);
  const shown = async () => (await shift.desk.askedDiscounts(boss)).find((each) => each.lead === lead)?.asked.at ?? '';
  const decision = { approve: true, reason: '', asked: await shown() };
  await shift.pass(1);
  await shift.desk.askDiscount(lead, zhang, { discount: 'two-services', note: '' });
  await expect(shift.desk.decideDiscount(lead, boss, decision)).rejects.toThrow('Another discount is asked for by now');
  expect((await shift.session('c_replaced')).lead.discount).toMatchObject({ id: 'two-services', status: 'asked' });
  await shift.desk.decideDiscount(lead, boss, { ...decision, asked: await shown() });
  expect((await shift.session('c_replaced')).lead.discount).toMatchObject({ id: 'two-services', status: 'approved' });
});

test('an approval is for the service that it was given for, and holds when the bot goes on', async () => {
  const lead = await claimed('c_service');
  await shift.desk.askDiscount(lead, zhang, wish);
  await shift.desk.decideDiscount(lead, boss, { approve: true, reason: '' });
  await shift.desk.returnToBot(lead, zhang);
  await shift.says('c_service', '出一份报价');
  expect(await lastQuote('c_service')).toMatchObject({ approvedBy: '王五', service: 'callcentre-nationwide' });
  await shift.says('c_service', '改成只做广东省');
  await shift.says('c_service', '就按广东省');
  await shift.says('c_service', '出一份报价');
  const other = await lastQuote('c_service');
  expect(other.service).toBe('callcentre-provincial');
  expect(other).not.toHaveProperty('approvedBy');
});

test('what is asked for again while a manager reads what waits for a decision still waits afterwards', async () => {
  const lead = await claimed('c_again');
  await shift.desk.askDiscount(lead, zhang, wish);
  await shift.desk.decideDiscount(lead, boss, { approve: false, reason: '不是老客户' });
  await shift.pass(10);
  const { store } = shift;
  const slow = {
    putRecord: store.putRecord.bind(store),
    listRecords: store.listRecords.bind(store),
    changeRecord: store.changeRecord.bind(store),
    // Another process is quicker: it asks anew when the lead has just been looked at.
    load: async (...which: Parameters<typeof store.load>) => {
      const loaded = await store.load(...which);
      if (which[0] === 'c_again') await shift.desk.askDiscount(lead, zhang, wish);
      return loaded;
    },
  };
  const read = pendingDiscounts({ store: slow, reading: await readingForTests(), now: shift.now });
  expect((await read.list()).map((each) => each.lead)).not.toContain(lead);
  expect((await shift.desk.askedDiscounts(boss)).map((each) => each.lead)).toContain(lead);
});
