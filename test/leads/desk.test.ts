import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskConflictError, NoSuchLeadError, type StaffMember } from '../../bot/ports.ts';
import { boss, li, type Office, office, said, zhang } from './office.ts';

let one: Office;

beforeAll(async () => {
  one = await office();
});

afterAll(() => one.close());

test('of 50 claims at once one wins, and all others learn who it was', async () => {
  const lead = await one.waiting('c_race');
  const people = Array.from({ length: 50 }, (_, index): StaffMember => ({
    id: `p_${index}`,
    name: `顾问${index}`,
    role: 'consultant',
  }));
  const claims = await Promise.allSettled(people.map((who) => one.desk.claim(lead, who)));
  const won = claims.filter(({ status }) => status === 'fulfilled');
  expect(won).toHaveLength(1);
  const { owner } = await one.desk.lead(lead, boss);
  for (const claim of claims) {
    if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ name: 'DeskConflictError', owner });
  }
  const told = (await one.store.messages('c_race', 0, 100)).filter(({ text }) => text.startsWith('handoff.claimed'));
  expect(told).toMatchObject([{ from: 'bot', text: `handoff.claimed/zh-Hans/${owner?.name}` }]);
  const claimsKept = (await one.store.auditTrail(lead)).filter(({ what }) => what === 'claim');
  expect(claimsKept).toMatchObject([{ who: owner?.id }]);
});

test('claiming what one has changes nothing', async () => {
  const lead = await one.waiting('c_again');
  const first = await one.desk.claim(lead, zhang);
  expect(await one.desk.claim(lead, zhang)).toEqual(first);
  expect(first).toMatchObject({ status: 'claimed', owner: { id: zhang.id, name: zhang.name } });
});

test('a reply sent many times at once is said once, under the name of who says it', async () => {
  const lead = await one.waiting('c_reply');
  await one.desk.claim(lead, zhang);
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => one.desk.reply(lead, zhang, { id: 'x', text: '您好,我是张三' })),
  );
  for (const reply of replies) expect(reply).toEqual(replies[0]);
  expect(replies[0]?.messages).toMatchObject([{ from: 'consultant', name: '张三', text: '您好,我是张三' }]);
  expect((await one.desk.transcript(lead, zhang)).filter(({ from }) => from === 'consultant')).toHaveLength(1);
});

test('only the owner replies, and neither before the claim nor after giving the lead away', async () => {
  const lead = await one.waiting('c_owner');
  const reply = (who: StaffMember) => one.desk.reply(lead, who, { id: 'x', text: '您好' });
  await expect(reply(zhang)).rejects.toThrow(DeskConflictError);
  await one.desk.claim(lead, zhang);
  await expect(reply(li)).rejects.toMatchObject({ owner: { id: zhang.id, name: zhang.name } });
  await one.desk.release(lead, zhang);
  await expect(reply(zhang)).rejects.toThrow(DeskConflictError);
  expect((await one.desk.transcript(lead, zhang)).some(({ from }) => from === 'consultant')).toBe(false);
});

test('a released lead waits again, tells again, and somebody else can claim it', async () => {
  const lead = await one.waiting('c_release');
  await one.desk.claim(lead, zhang);
  await expect(one.desk.release(lead, li)).rejects.toThrow(DeskConflictError);
  expect(await one.desk.release(lead, zhang)).toMatchObject({ status: 'waiting' });
  const jobs = await one.store.leaseJobs({ now: Date.now() + 1000, leaseMs: 1, limit: 100 });
  expect(jobs.filter(({ conversation }) => conversation === 'c_release')).toMatchObject([
    { type: 'notify', data: { reason: 'released' } },
  ]);
  expect(await one.desk.claim(lead, li)).toMatchObject({ owner: { id: li.id } });
});

test('a manager can free the lead of a colleague', async () => {
  const lead = await one.waiting('c_manager');
  await one.desk.claim(lead, zhang);
  expect(await one.desk.release(lead, boss)).toMatchObject({ status: 'waiting' });
});

test('given back to the bot, the bot may speak and the prospect is told', async () => {
  const lead = await one.waiting('c_bot');
  const heard: string[] = [];
  const stop = one.store.subscribe((event) => void (event.type === 'state' && heard.push(event.owner)));
  await one.desk.claim(lead, zhang);
  expect(await one.desk.returnToBot(lead, zhang)).toMatchObject({ status: 'open' });
  stop();
  expect(heard).toEqual(['consultant', 'bot']);
  expect(await one.session(lead)).toMatchObject({ owner: 'bot', state: { handed: null } });
  expect((await one.desk.transcript(lead, zhang)).at(-1)?.text).toBe('handoff.returned/zh-Hans/');
});

test('a lead is closed once, with an outcome and a reason', async () => {
  const lead = await one.waiting('c_close');
  await one.desk.claim(lead, zhang);
  const won = { outcome: 'won', reason: '已签约' } as const;
  expect(await one.desk.close(lead, zhang, won)).toMatchObject({ status: 'won' });
  expect(await one.desk.close(lead, zhang, won)).toMatchObject({ status: 'won' });
  await expect(one.desk.close(lead, zhang, { outcome: 'lost', reason: '' })).rejects.toThrow(DeskConflictError);
  await expect(one.desk.claim(lead, li)).rejects.toThrow(DeskConflictError);
  expect((await one.session(lead)).lead.closed).toMatchObject(won);
});

test('a lead that does not exist is none, whatever its id looks like', async () => {
  for (const id of ['l_nobody', 'c_race', '', 'l_', '../l_race', 'l_constructor']) {
    await expect(one.desk.lead(id, zhang)).rejects.toThrow(NoSuchLeadError);
    await expect(one.desk.claim(id, zhang)).rejects.toThrow(NoSuchLeadError);
    await expect(one.desk.reply(id, zhang, { id: '1', text: 'a' })).rejects.toThrow(NoSuchLeadError);
    await expect(one.desk.transcript(id, zhang)).rejects.toThrow(NoSuchLeadError);
  }
});

test('contact data is shown only while consent stands, and reading it leaves a trace', async () => {
  const slots = { phone: said('13800000000'), company: said('示例科技') };
  const [without, refused, given] = [
    await one.waiting('c_none', slots),
    await one.waiting('c_no', { ...slots, consent: said(false) }),
    await one.waiting('c_yes', { ...slots, consent: said(true) }),
  ];
  for (const lead of [without, refused]) {
    const view = await one.desk.lead(lead, zhang);
    expect(JSON.stringify(view)).not.toContain('13800000000');
    expect(view.slots).toHaveProperty('company');
    expect(await one.store.auditTrail(lead)).toEqual([]);
  }
  expect((await one.desk.lead(given, zhang)).slots['phone']).toMatchObject({ value: '13800000000' });
  expect(await one.store.auditTrail(given)).toMatchObject([{ who: zhang.id, what: 'read-contact' }]);
  await one.desk.transcript(without, li);
  expect(await one.store.auditTrail(without)).toMatchObject([{ who: li.id, what: 'read-transcript' }]);
  expect(JSON.stringify((await one.desk.leads({ limit: 100 })).leads)).not.toContain('13800000000');
});

test('who looks for a whole number finds its lead, as long as consent stands, and the list does not tell it', async () => {
  const phone = said('13911112222');
  const given = await one.waiting('c_dialled', { phone, consent: said(true) });
  const refused = await one.waiting('c_undialled', { phone, consent: said(false) });
  for (const lead of [given, refused]) await one.desk.lead(lead, zhang); // looked at, it is indexed
  const found = async (q: string, more: { status?: string; owner?: string } = {}) =>
    (await one.desk.leads({ q, limit: 100, ...more })).leads.map(({ id }) => id);
  for (const written of ['13911112222', '139 1111 2222', '+86 139-1111-2222']) expect(await found(written)).toEqual([given]);
  expect(await found('13911112222', { status: 'won' })).toEqual([]);
  expect(await found('13911112222', { owner: zhang.id })).toEqual([]);
  expect(await found('1111')).toEqual([]);
  await one.act('c_dialled', (session) => {
    const slots = { ...session.state.slots, consent: said(false) };
    return { result: null, session: { ...session, state: { ...session.state, slots } } };
  });
  expect(await found('13911112222')).toEqual([]);
});

test('typing is passed on for the owner only', async () => {
  const lead = await one.waiting('c_typing');
  await one.desk.claim(lead, zhang);
  const heard: unknown[] = [];
  const stop = one.store.subscribe((event) => heard.push(event));
  await one.desk.typing(lead, li);
  await one.desk.typing(lead, zhang);
  stop();
  expect(heard).toEqual([{ type: 'typing', conversation: 'c_typing', from: 'consultant' }]);
});
