import { afterEach, expect, test } from 'vitest';
import { aesKeyOf, encrypt } from '../../adapters/wechat/envelope/cipher.ts';
import { signatureOf } from '../../adapters/wechat/envelope/signature.ts';
import { until } from '../store/samples.ts';
import { corpId, customerServiceDesk, type Desk } from './customer-service-bot.ts';

// How messages of WeChat customer service come in: by a callback that says only "fetch", and a log behind a cursor.

const minute = 60_000;
let desk: Desk;
afterEach(() => desk.close());

async function heard(customer: { texts: string[] }, count: number): Promise<string[]> {
  await until(() => customer.texts.length >= count);
  return customer.texts;
}

async function transcript(user: string, account = 'wkA'): Promise<string[]> {
  const messages = await desk.store.messages(await desk.conversation(account, user), 0, 100);
  return messages.map(({ from, text }) => `${from}: ${text}`);
}

async function said(user: string, account = 'wkA'): Promise<string[]> {
  return (await transcript(user, account)).filter((line) => line.startsWith('prospect'));
}

test('the address is proved with what is decrypted, in plain text, and only to WeCom', async () => {
  desk = await customerServiceDesk();
  const echo = encrypt('1616140317555161061', { key: aesKeyOf('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'), receiver: corpId });
  const sign = signatureOf(['QDG6eK', '1409659589', '263014780', echo]);
  // As WeCom sends it, with escaped and with unescaped `+`.
  for (const escaped of [encodeURIComponent(echo), echo.replaceAll('=', '%3D').replaceAll('/', '%2F')]) {
    const query = `msg_signature=${sign}&timestamp=1409659589&nonce=263014780&echostr=${escaped}`;
    const response = await fetch(`${desk.callbackUrl}?${query}`);
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061']);
  }
  const forged = `msg_signature=${sign.replace(/^./, 'x')}&timestamp=1409659589&nonce=263014780&echostr=${encodeURIComponent(echo)}`;
  expect((await fetch(`${desk.callbackUrl}?${forged}`)).status).toBe(403);
});

test('a forged or plain callback is refused and fetches nothing', async () => {
  desk = await customerServiceDesk({ begun: false });
  const plain = '<xml><Event>kf_msg_or_event</Event><Token>x</Token><OpenKfId>wkA</OpenKfId></xml>';
  for (const body of [plain, '<xml><Encrypt>AAAA</Encrypt></xml>', '<!DOCTYPE x><xml></xml>', '']) {
    const url = `${desk.callbackUrl}?msg_signature=00&timestamp=1&nonce=2`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(403);
  }
  expect(await desk.store.getRecord('wecom-call', 'wkA')).toBeNull();
});

test('a callback is acknowledged before anything is fetched, and each message is answered once', async () => {
  desk = await customerServiceDesk();
  desk.wecom.faults = (path) => (path === 'kf/sync_msg' ? { type: 'delay', ms: 300 } : undefined);
  desk.wecom.push.manner.copies = () => 3;
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('你好,我们想办呼叫中心');
  await heard(wang, 1);
  expect(desk.wecom.push.pushed.map(({ tries }) => tries)).toEqual([[200], [200], [200]]);
  expect(await said('wmWang')).toEqual(['prospect: 你好,我们想办呼叫中心']);
  expect(wang.texts).toHaveLength(1);
});

test('pages are read until there is no more, empty ones too, and rows that come again are not heard again', async () => {
  desk = await customerServiceDesk({ begun: false });
  let pages = 0;
  desk.wecom.sync.pageCap = 2;
  desk.wecom.sync.comesEmpty = () => pages++ % 2 === 0;
  desk.wecom.sync.repeats = () => 3;
  const customers = ['wmA', 'wmB', 'wmC'].map((user) => desk.wecom.customer('wkA', user));
  for (const text of ['你好', '我们想办呼叫中心', '全国的']) for (const customer of customers) customer.say(text);
  desk.begin();
  await until(async () => (await Promise.all(customers.map(({ user }) => said(user)))).every(({ length }) => length === 3));
  for (const { user } of customers) {
    expect(await said(user)).toEqual(['prospect: 你好', 'prospect: 我们想办呼叫中心', 'prospect: 全国的']);
  }
  await until(async () => (await desk.store.waiting('wecom:wkA', { limit: 10 })).length === 0);
});

test('a long backlog of which a page fails now and then is read on within a second each time', async () => {
  desk = await customerServiceDesk({ begun: false });
  let calls = 0;
  desk.wecom.sync.pageCap = 1;
  desk.wecom.faults = (path) => {
    if (path === 'kf/sync_msg') calls += 1;
    return path === 'kf/sync_msg' && calls % 2 === 0 ? { type: 'reset', when: 'before' } : undefined;
  };
  const users = ['wmA', 'wmB', 'wmC', 'wmD', 'wmE', 'wmF'];
  for (const user of users) desk.wecom.customer('wkA', user).say('你好');
  desk.begin();
  await until(async () => (await Promise.all(users.map((user) => said(user)))).every(({ length }) => length === 1));
});

test('a token that is too old is left out, and a limit on that is waited for', async () => {
  desk = await customerServiceDesk();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('你好');
  await heard(wang, 1);
  desk.wecom.push.manner.copies = () => 0;
  wang.say('我们想办呼叫中心');
  await desk.store.putRecord('wecom-call', 'wkA', { token: 'ENCold', at: desk.wecom.now() });
  await until(() => desk.wecom.asked.some(({ path, errcode }) => path === 'kf/sync_msg' && errcode === 95007));
  await heard(wang, 2);
});

test('a callback that never came is made up for within five minutes', async () => {
  desk = await customerServiceDesk();
  await until(() => desk.wecom.asked.some(({ path }) => path === 'kf/sync_msg'));
  desk.wecom.push.manner.copies = () => 0;
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  desk.wecom.advance(5 * minute + 1000);
  await heard(wang, 1);
});

test('at the first start what is old is taken down and not answered', async () => {
  desk = await customerServiceDesk({ begun: false });
  const old = desk.wecom.customer('wkA', 'wmOld');
  const recent = desk.wecom.customer('wkA', 'wmRecent');
  old.say('前天的问题');
  desk.wecom.advance(24 * 60 * minute);
  recent.say('我们想办呼叫中心');
  desk.wecom.advance(5 * minute);
  desk.begin();
  await heard(recent, 1);
  await until(async () => (await said('wmOld')).length === 1);
  expect(old.texts).toEqual([]);
  old.say('全国的呼叫中心');
  await heard(old, 1);
});

test('after a restart nothing is answered again, and what came meanwhile is', async () => {
  desk = await customerServiceDesk();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  await heard(wang, 1);
  await desk.pause();
  wang.say('全国的');
  desk.wecom.advance(60 * minute);
  desk.begin();
  await heard(wang, 2);
  expect(await said('wmWang')).toHaveLength(2);
  expect(wang.texts).toHaveLength(2);
});

test('every account that WeCom lists is served, one that is added later as well', async () => {
  desk = await customerServiceDesk({ accounts: ['wkA', 'wkB'] });
  desk.wecom.account('wkB').managed = true;
  const [a, b, c] = ['wkA', 'wkB', 'wkC'].map((account) => {
    if (account === 'wkC') desk.wecom.addAccount(account);
    return desk.wecom.customer(account, 'wmWang');
  });
  a?.say('我们想办呼叫中心');
  b?.say('我们想办呼叫中心');
  c?.say('我们想办呼叫中心');
  await Promise.all([heard(a!, 1), heard(b!, 1)]);
  const xml = '<xml><MsgType>event</MsgType><Event>kf_account_auth_change</Event><AuthAddOpenKfId>wkC</AuthAddOpenKfId></xml>';
  expect(await desk.wecom.push.raw(xml)).toBe(200);
  await heard(c!, 1);
});

test('who opens the chat is welcomed once with a menu, and where they came from is kept', async () => {
  desk = await customerServiceDesk();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.enter({ scene: 'site', param: 'utm_source=baidu&utm_term=95%E7%A0%81' });
  await heard(wang, 1);
  expect(wang.chat.received[0]).toMatchObject({ by: 'event', msgtype: 'msgmenu' });
  wang.enter({ scene: 'poster' });
  wang.tap('呼叫中心许可证');
  await heard(wang, 2);
  const session = await desk.session('wkA', 'wmWang');
  expect(session.origin.campaign).toMatchObject({ scene: 'poster', utm_source: 'baidu', utm_term: '95码' });
  expect(session.state.slots['service']).toMatchObject({ value: 'callcentre', by: 'chosen' });
  expect(wang.texts).toHaveLength(2);
});

test('a welcome that comes too late is not sent; without a code nothing is, and the scene is kept', async () => {
  desk = await customerServiceDesk({ begun: false });
  const late = desk.wecom.customer('wkA', 'wmLate');
  late.enter({ scene: 'site' });
  desk.wecom.advance(21_000);
  desk.begin();
  await until(async () => (await desk.store.load(await desk.conversation('wkA', 'wmLate'), [])).version > 0);
  const known = desk.wecom.customer('wkA', 'wmKnown');
  known.chat.welcomed = desk.wecom.now();
  known.enter({ scene: 'card' });
  await until(async () => (await desk.store.load(await desk.conversation('wkA', 'wmKnown'), [])).version > 0);
  expect(late.texts).toEqual([]);
  expect(known.texts).toEqual([]);
  expect((await desk.session('wkA', 'wmKnown')).origin.campaign).toEqual({ scene: 'card' });
  // The greeting was never seen, so the first answer brings it along in one message.
  late.say('我们想办呼叫中心');
  await heard(late, 1);
  expect(desk.wecom.asked.filter(({ path, errcode }) => path.startsWith('kf/send') && errcode !== 0)).toEqual([]);
});

test('the token is fetched once for all, and anew when it has run out or was revoked', async () => {
  desk = await customerServiceDesk();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  await heard(wang, 1);
  expect(desk.wecom.tokensGiven).toBe(1);
  desk.wecom.revokeToken();
  wang.say('全国的');
  await heard(wang, 2);
  desk.wecom.advance(121 * minute);
  wang.say('注册资本一千万');
  await heard(wang, 3);
  expect(desk.wecom.tokensGiven).toBe(3);
});

test('an address that is not on the list is told to the owner with the address, and nothing is lost by it', async () => {
  desk = await customerServiceDesk();
  desk.wecom.refuseAddress = true;
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  await until(() => desk.logged.some((line) => line.includes('203.0.113.7') && line.includes('doctor')));
  desk.wecom.refuseAddress = false;
  desk.wecom.advance(31_000);
  await heard(wang, 1);
});

test('what is no text is taken down by its kind, and a message that is recalled is noted', async () => {
  desk = await customerServiceDesk();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  const id = wang.send({ msgtype: 'image', image: { media_id: 'm1' } });
  wang.recall(id);
  await until(async () => (await desk.store.load(await desk.conversation('wkA', 'wmWang'), [])).version > 1);
  await until(async () => (await desk.session('wkA', 'wmWang')).lead.events.some(({ event }) => event === 'recalled'));
  expect(await said('wmWang')).toEqual(['prospect: [image]']);
});
