import { afterEach, beforeEach, expect, test } from 'vitest';
import { dingtalkNotifier } from '../../adapters/notify/dingtalk.ts';
import { emailNotifier } from '../../adapters/notify/email.ts';
import { wecomNotifier } from '../../adapters/notify/wecom.ts';
import type { Notifier } from '../../bot/leads/notifier.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { boss, said, zhang } from '../leads/office.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { startRedis } from '../support/redis-server.ts';
import { dingtalkRobot, wecomRobot } from '../support/robots.ts';
import { Clock, publicUrl, speech, Telling } from './telling.ts';

let clock: Clock;
let wecom: ReturnType<typeof wecomRobot>;
let dingtalk: ReturnType<typeof dingtalkRobot>;
let mail: MailServer;
let telling: Telling;
let all: readonly Notifier[];

beforeEach(async () => {
  clock = new Clock();
  wecom = wecomRobot(clock.ms);
  dingtalk = dingtalkRobot(clock.ms);
  [mail] = await Promise.all([mailServer(), wecom.listen(), dingtalk.listen()]);
  all = [
    wecomNotifier({ url: wecom.url(), speech }),
    dingtalkNotifier({ url: dingtalk.url(), secret: 'SECinvented', speech, now: clock.now }),
    emailNotifier({ smtpUrl: mail.url, to: ['desk@example.com', 'boss@example.com'], from: 'bot@example.com', speech }),
  ];
  telling = await Telling.begin(clock, all);
});

afterEach(async () => {
  await Promise.all([wecom.close(), dingtalk.close(), mail.close(), telling.close()]);
});

function leadsIn(links: readonly string[]): string[] {
  return [...new Set(links.filter((link) => link.includes('/claim/')).map((link) => link.split('/').at(-1) ?? ''))];
}

test('the next one is told when the first does not take it, and only that one', async () => {
  wecom.down = 'hang up';
  const lead = await telling.lead('c_next');
  await telling.run();
  expect([wecom.shown.length, dingtalk.shown.length, mail.mails.length]).toEqual([0, 1, 0]);
  expect(await telling.events(lead)).toEqual(['told:dingtalk']);
  // Once the first is back it has nothing to add about that lead, and gets the next.
  wecom.down = null;
  await telling.lead('c_again');
  await telling.run();
  expect(wecom.shown.map(({ links }) => leadsIn(links))).toEqual([['l_again']]);
  expect(dingtalk.shown).toHaveLength(1);
});

test('one that is gone for good is not asked again about this lead', async () => {
  wecom.down = { errcode: 93_000, errmsg: 'invalid webhook url' };
  dingtalk.down = 'bad gateway';
  mail.refusals.push({ code: 421, text: 'come back later' });
  await telling.lead('c_gone');
  await telling.run();
  expect([wecom.shown.length, dingtalk.shown.length, mail.mails.length]).toEqual([0, 0, 1]);
  expect(telling.outcomes).toEqual(['wecom retried', 'dingtalk retried', 'email retried', 'dingtalk retried', 'email sent']);
});

test('a mail is plain text for everybody on the list, with the ways to claim and to open the lead', async () => {
  telling.restart(all.slice(2));
  const lead = await telling.lead('c_mail', { service: said('code-95'), company: said('<b>甲</b>\r\nBcc: all@example.com') });
  await telling.run();
  const [letter] = mail.mails;
  expect(letter).toMatchObject({ from: 'bot@example.com', to: ['desk@example.com', 'boss@example.com'] });
  expect(letter?.subject).toContain('有客户等顾问');
  expect(letter?.words).toContain(`${publicUrl}/console/claim/${lead}`);
  expect(letter?.words).toContain('公司：＜b＞甲＜/b＞ Bcc: all＠example…');
  expect(letter?.raw).toMatch(/^content-type: text\/plain; charset=utf-8/im);
  mail.refusals.push({ code: 550, text: 'no such box: desk@example.com' });
  await expect(all[2]?.test()).rejects.toMatchObject({ retryable: false, message: expect.not.stringContaining('@') });
  await all[2]?.probe();
  expect(mail.mails).toHaveLength(1);
});

test('everything down: an alarm stands and the lead is listed; when they come back each lead is told once', async () => {
  wecom.down = 'hang up';
  dingtalk.down = { errcode: -1, errmsg: 'busy' };
  await mail.close();
  const leads = await Promise.all(['c_a', 'c_b', 'c_c'].map((conversation) => telling.lead(conversation)));
  await telling.run(60_000);
  const standing = await telling.alarms.standing();
  expect(standing.map(({ lead }) => lead).toSorted()).toEqual(leads.toSorted());
  expect(standing[0]).toMatchObject({ reason: 'qualified', tried: ['wecom', 'dingtalk', 'email'] });
  expect(await telling.alarms.count()).toMatchObject({ count: 3, since: standing[0]?.since });
  const { leads: listed } = await telling.office.store.leads({ status: 'waiting', limit: 10 });
  expect(listed.map(({ id }) => id).toSorted()).toEqual(leads.toSorted());

  // One is claimed in the console meanwhile, one alarm is dismissed; an hour later the second robot is back.
  await telling.office.desk.claim('l_a', zhang);
  expect(await telling.alarms.dismiss('l_b', boss)).toBe(true);
  expect(await telling.alarms.dismiss('l_b', boss)).toBe(false);
  await telling.run(3_600_000);
  expect((await telling.alarms.standing()).map(({ lead }) => lead)).toEqual(['l_c']);
  telling.restart(all);
  dingtalk.down = null;
  await telling.run(4 * 3_600_000);
  expect(await telling.alarms.standing()).toEqual([]);
  expect(dingtalk.shown.flatMap(({ links }) => leadsIn(links)).toSorted()).toEqual(['l_b', 'l_c']);
  wecom.down = null;
  await telling.run(48 * 3_600_000);
  expect(wecom.shown).toEqual([]);
  expect(await telling.events('l_c')).toEqual(['notification-failed', 'told:dingtalk']);
}, 20_000);

test('where the answer is lost on the way nobody knows whether it was shown: better twice than never', async () => {
  wecom.faults = ['lost answer'];
  await telling.lead('c_lost');
  await telling.run();
  expect([wecom.shown.length, dingtalk.shown.length, mail.mails.length]).toEqual([1, 1, 0]);
});

test('told, and the process ended before it could say so: the next one finds that and tells nobody again', async () => {
  await telling.lead('c_crash');
  const [job] = await telling.office.store.leaseJobs({ now: clock.at, leaseMs: 15_000, limit: 1 });
  if (!job) throw new Error('there is no job');
  await telling.worker(all)([job]);
  clock.at += 20_000;
  await telling.run();
  expect(wecom.shown).toHaveLength(1);
});

test('two processes on one Redis keep the rate of a robot together, and lose none of eighty leads', async () => {
  const redis = await startRedis();
  const stores = await Promise.all([1, 2].map(() => openRedis({ url: redis.url })));
  const [one, other] = stores as [(typeof stores)[0], (typeof stores)[0]];
  try {
    const notifiers = all.slice(0, 1);
    const desk = await Telling.begin(clock, notifiers, one);
    const leads: string[] = [];
    for (let index = 0; index < 80; index += 1) leads.push(await desk.lead(`c_shared${index}`));
    const workers = [one, other].map((store) => ({ store, handler: desk.worker(notifiers, store) }));
    for (let tick = 0; tick < 400; tick += 1) {
      await Promise.all(workers.map(({ store, handler }) => desk.step(handler, store)));
      clock.at += 250;
    }
    expect(wecom.refused).toEqual([]);
    expect(wecom.shown.flatMap(({ links }) => leadsIn(links)).toSorted()).toEqual(leads.toSorted());
    await desk.close();
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  }
}, 30_000);
