import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrive } from '../../adapters/wechat/wechaty/arrivals.ts';
import { echoes } from '../../adapters/wechat/wechaty/echoes.ts';
import { loadPuppet } from '../../adapters/wechat/wechaty/load.ts';
import { openPersonalAccount, type PersonalAccount } from '../../adapters/wechat/wechaty/open.ts';
import type { Puppet } from '../../adapters/wechat/wechaty/parts.ts';
import { speed } from '../../adapters/wechat/wechaty/speed.ts';
import { conversationOf } from '../../adapters/wechat/wechaty/standing.ts';
import { personalAccountOf } from '../../bot/commands/doctor-wechaty.ts';
import type { Config } from '../../bot/config.ts';
import { createBot, loadConversation } from '../../bot/bot.ts';
import type { Session } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { freePort } from '../support/free-port.ts';
import { gateway, installWechaty, type MockContact, mockWechat, type MockWechat } from '../support/wechaty-packages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const content = loadConversation({ root, quoteUrl: (_, number) => `/quotes/${number}` });
const home = process.env['HOME'];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(installWechaty, 300_000);
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  process.env['HOME'] = home;
});

interface Desk {
  readonly store: Store;
  readonly bot: ReturnType<typeof createBot>;
  readonly account: PersonalAccount;
  readonly dataDir: string;
  readonly logged: string[];
  session(contact: string): Promise<Session>;
}

/** The bot on a personal account. */
async function deskOn(puppet: () => Promise<Puppet>, patience: { loginWithinMs?: number } = {}): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yinlu-wechaty-'));
  const store = await openSqlite({ dir: dataDir });
  const logged: string[] = [];
  const note = (details: object, message: string): void => void logged.push(`${message} ${JSON.stringify(details)}`);
  const bot = createBot({
    store,
    now: () => new Date(),
    conversation: await content,
    summaryOf: (id, { lead }) => ({ id, conversation: id, status: lead.status, updated: new Date().toISOString(), document: {} }),
    onUndelivered: (error) => void logged.push(`undelivered ${String(error)}`),
  });
  const account = openPersonalAccount({
    config: { puppet: 'wechaty-puppet-mock' },
    dataDir,
    publicUrl: 'https://bot.example.com',
    store,
    bot,
    now: Date.now,
    show: () => {},
    log: { info: note, warn: note, error: note },
    puppet,
    pace: { gapMs: [1, 2], pauseMs: 20 },
    ...patience,
  });
  const stop = new AbortController();
  const running = account.run(stop.signal);
  closing.push(async () => {
    stop.abort();
    await running;
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const session = async (contact: string): Promise<Session> => (await store.load(conversationOf(contact), [])).session as Session;
  return { store, bot, account, dataDir, logged, session };
}

interface Phone {
  readonly contact: MockContact;
  readonly read: string[];
}

function phoneOf({ mocker }: MockWechat, id: string, type = 1): Phone {
  const contact = mocker.createContact({ id, name: '测试', type });
  const read: string[] = [];
  contact.on('message', (message) => void (message.talker().id === 'bot' && read.push(message.text())));
  return { contact, read };
}

async function signedIn(wechat: MockWechat, desk: Desk): Promise<MockContact> {
  const user = wechat.mocker.createContact({ id: 'bot', name: 'Bot' });
  await expect.poll(() => desk.account.state()).toBe('starting');
  wechat.mocker.login(user);
  await expect.poll(() => desk.account.state()).toBe('signed-in');
  return user;
}

const dialogue = ['我们想办全国的呼叫中心，注册资本一千万，都是内资', '要报价', '可以', '13800000000'];

async function qualified(desk: Desk, { contact, read }: Phone, user: MockContact): Promise<void> {
  for (const [index, text] of dialogue.entries()) {
    contact.say(text).to(user);
    await expect.poll(() => read.length).toBe(index + 1);
  }
  const session = await desk.session('p1');
  expect(session.owner).toBe('waiting');
  expect(session.state.slots['phone']).toMatchObject({ value: '13800000000' });
}

describe('a personal account', () => {
  it('talks the qualification through to the handover, and leaves rooms, machines and what is heard twice alone', async () => {
    const wechat = await mockWechat();
    const desk = await deskOn(async () => wechat.puppet);
    const user = await signedIn(wechat, desk);
    const [prospect, official, friend] = [phoneOf(wechat, 'p1'), phoneOf(wechat, 'gh_1', 2), phoneOf(wechat, 'p3')];
    official.contact.say('本月账单').to(user);
    friend.contact.say('大家好').to(wechat.mocker.createRoom({ memberIdList: ['bot', 'p3'] }));
    const ids: string[] = [];
    wechat.puppet.on('message', ({ messageId }) => void ids.push(messageId));
    await qualified(desk, prospect, user);
    wechat.puppet.emit('message', { messageId: ids[0] ?? '' });
    // Whatever comes of a repeated message comes before the answer to the next.
    prospect.contact.say('谢谢').to(user);
    const thanked = async (): Promise<boolean> =>
      (await desk.store.messages(conversationOf('p1'), 0, 100)).some(({ text }) => text === '谢谢');
    await expect.poll(thanked).toBe(true);
    expect(prospect.read.at(0)).toMatch(/全国/);
    expect([official.read, friend.read]).toEqual([[], []]);
    expect(desk.logged.join()).toContain('may ban the account');
    // What the bot says comes back to it as the account's own words: it is not taken for its owner.
    expect((await desk.session('p1')).silenced).toBeUndefined();
    const messages = await desk.store.messages(conversationOf('p1'), 0, 100);
    expect(messages.filter(({ from }) => from === 'prospect')).toHaveLength(dialogue.length + 1);
  });

  it('keeps out of a chat in which its owner writes on the phone, and takes their words down', async () => {
    const wechat = await mockWechat();
    const desk = await deskOn(async () => wechat.puppet);
    const user = await signedIn(wechat, desk);
    const { contact, read } = phoneOf(wechat, 'p1');
    contact.say('呼叫中心怎么办').to(user);
    await expect.poll(() => read.length).toBe(1);
    user.say('我是林顾问，我来回您').to(contact);
    await expect.poll(async () => (await desk.session('p1')).silenced).toBe(true);
    contact.say('好的，要多久').to(user);
    const heard = async (): Promise<string[]> =>
      (await desk.store.messages(conversationOf('p1'), 0, 100)).map(({ from, text }) => `${from}: ${text}`);
    await expect.poll(heard).toContain('prospect: 好的，要多久');
    expect(await heard()).toContain('consultant: 我是林顾问，我来回您');
    expect((await heard()).at(-1)).toBe('prospect: 好的，要多久');
    expect(read.filter((text) => !text.startsWith('我是林'))).toHaveLength(1);
  });

  it('takes down what was written while nobody was there, and does not answer it', async () => {
    const wechat = await mockWechat();
    const desk = await deskOn(async () => wechat.puppet);
    const message = {
      id: 'old',
      text: () => '还在吗',
      self: () => false,
      room: () => undefined,
      age: () => 600,
      type: () => 7,
      talker: () => ({ id: 'p9', type: () => 1, say: async () => {} }),
      listener: () => undefined,
    };
    const { conversations } = desk.bot;
    const deps = { front: conversations.front('wechaty'), act: conversations.act, echoes: echoes(Date.now) };
    await arrive({ ...deps, now: Date.now, kinds: (kind) => kind }, message);
    const messages = await desk.store.messages(conversationOf('p9'), 0, 100);
    expect(messages.map(({ from, text }) => `${from}: ${text}`)).toEqual(['prospect: 还在吗']);
  });

  it('runs over gRPC, and keeps what the puppet stores in the data folder', async () => {
    const wechat = await mockWechat();
    const { Server, Service } = await gateway();
    const endpoint = `127.0.0.1:${await freePort()}`;
    const options = { token: 'insecure_test', endpoint, tls: { disable: true } };
    const server = new Server({ ...options, puppet: wechat.puppet });
    await server.start();
    closing.push(() => server.stop());
    const desk = await deskOn(async () => new Service(options));
    const user = await signedIn(wechat, desk);
    await qualified(desk, phoneOf(wechat, 'p1'), user);
    expect(homedir()).toBe(join(desk.dataDir, 'wechaty'));
    expect(await readdir(join(desk.dataDir, 'wechaty', '.wechaty'))).toEqual(['wechaty-puppet-service']);
    expect(existsSync(join(home ?? '', '.wechaty', 'wechaty-puppet-service', 'insecure_test'))).toBe(false);
  });

  it('says that nobody has signed in, instead of waiting for ever behind a start that seemed to work', async () => {
    const { Service } = await gateway();
    const endpoint = `127.0.0.1:${await freePort()}`;
    const desk = await deskOn(async () => new Service({ token: 'insecure_test', endpoint, tls: { disable: true } }), {
      loginWithinMs: 300,
    });
    await expect.poll(() => desk.account.state()).toBe('no-login');
    await expect.poll(() => desk.logged.join()).toContain('sign in again');
  });

  it('tells in one line what to install when something is missing', async () => {
    const wechaty = { puppet: 'wechaty-puppet-that-is-not-there' };
    expect(await personalAccountOf({ wechaty } as unknown as Config)).toMatchObject([{ level: 'fail', outcome: 'missing' }]);
    const installed = { wechaty: { puppet: 'wechaty-puppet-service' } } as unknown as Config;
    expect(await personalAccountOf(installed)).toMatchObject([{ level: 'warn', outcome: 'installed' }]);
    await expect(loadPuppet('wechaty-puppet-that-is-not-there')).rejects.toThrow(
      /WECHATY_PUPPET is set, but wechaty-puppet-that-is-not-there is not installed: run `npm run wechaty && npm install/,
    );
  });
});

describe('the speed of a personal account', () => {
  it('is that of a person, and ends for the day when it was enough', async () => {
    let clock = 0;
    const pause = async (ms: number): Promise<void> => void (clock += ms);
    const governor = speed({ now: () => clock, pause, random: () => 0.5, gapMs: [2000, 5000], maxADay: 3 });
    const at: number[] = [];
    await Promise.all([1, 2, 3].map(async () => at.push(await governor.turn().then(() => clock))));
    expect(at).toEqual([0, 3500, 7000]);
    await expect(governor.turn()).rejects.toThrow('3 messages in a day');
    clock += 24 * 3_600_000;
    await expect(governor.turn()).resolves.toBeUndefined();
  });
});
