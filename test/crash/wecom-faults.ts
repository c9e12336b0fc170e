import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { conversationAt } from '../../adapters/wechat/customer-service/address.ts';
import { plainText } from '../../adapters/wechat/plain-text.ts';
import type { Message } from '../../bot/message.ts';
import { sessionSchema } from '../../bot/session.ts';
import { openRedis } from '../../bot/store/redis.ts';
import type { Store } from '../../bot/store/store.ts';
import { startApp } from '../bench/app-server.ts';
import { freePort, type Daemon } from '../bench/daemon.ts';
import { startRedis } from '../bench/redis-server.ts';
import type { Customer } from '../support/wecom-people.ts';
import { type Fault, startWecom, type Wecom } from '../support/wecom-server.ts';
import { randomOf } from './random.ts';

export interface FaultsSpec {
  readonly messages: number;
  readonly customers: number;
  /** How often one of the two processes is killed (-9) and started again. */
  readonly kills: number;
  readonly seed: number;
}

export interface FaultsResult {
  readonly messages: number;
  readonly kills: number;
  /** Calls that were made to go wrong. */
  readonly spoilt: number;
  /** What was lost, said twice, out of order, or sent where WeCom forbids it. */
  readonly faults: readonly string[];
}

const account = 'wkFaults';
const publicUrl = 'https://bot.example.com';
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const wecomEnv = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_KF_SECRET: 'kf-secret',
  WECOM_KF_TOKEN: 'QDG6eK',
  WECOM_KF_AES_KEY: aesKey,
};
const lines = [
  '你好',
  '我们想办呼叫中心',
  '全国的',
  '注册资本一千万',
  '都是内资',
  '大概要多久',
  '说错了,注册资本是500万',
  '需要哪些材料',
  '流程是怎样的',
  '谢谢',
];
const answeredWithinMs = 15_000;
const settledWithinMs = 90_000;
/** By then nothing is under way any more. */
const goOnAtLook = 15;
/** What WeCom may never have to refuse: quota, window, state, an ended session, an impossible move. */
const forbidden = new Set([95001, 95002, 95013, 95016, 95018]);

interface World {
  readonly spec: FaultsSpec;
  readonly wecom: Wecom;
  readonly store: Store;
  readonly customers: readonly Customer[];
  readonly random: () => number;
  readonly servers: Daemon[];
  readonly start: (index: number) => Promise<Daemon>;
  readonly said: Map<string, string[]>;
  over: boolean;
  kills: number;
}

/**
 * Customers talk to two processes on one Redis, while calls fail in every way, callbacks come late, several times or not at all, pages
 * repeat and change order, and processes are killed. Afterwards every transcript and every chat is compared with what was said.
 */
export async function faultsRun(spec: FaultsSpec): Promise<FaultsResult> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-wecom-faults-'));
  const random = randomOf(spec.seed);
  const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'always' });
  const ports = [await freePort(), await freePort()];
  const callback = {
    get url() {
      return `http://127.0.0.1:${ports[Math.floor(random() * 2)]}/wechat/customer-service`;
    },
    token: 'QDG6eK',
    aesKey,
  };
  const wecom = await startWecom({ corpId: wecomEnv.WECOM_CORP_ID, secret: wecomEnv.WECOM_KF_SECRET, callback });
  wecom.addAccount(account);
  const env = { ...wecomEnv, WECOM_API_BASE: wecom.baseUrl, LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl };
  const start = (index: number): Promise<Daemon> =>
    startApp({ port: ports[index] ?? 0, dataDir: join(dir, `data${index}`), redisPort: redis.port, env });
  const servers = await Promise.all([start(0), start(1)]);
  const store = await openRedis({ url: `redis://127.0.0.1:${redis.port}` });
  const customers = Array.from({ length: spec.customers }, (_, index) => wecom.customer(account, `wm${index}`));
  const world: World = { spec, wecom, store, customers, random, servers, start, said: new Map(), over: false, kills: 0 };
  try {
    const spoilt = spoil(world);
    const killing = killNowAndThen(world);
    await Promise.all(customers.map((customer, index) => talk(world, customer, shareOf(spec, index))));
    world.over = true;
    await killing;
    const faults = await judge(world);
    return { messages: spec.messages, kills: world.kills, spoilt: spoilt(), faults };
  } finally {
    world.over = true;
    await store.close();
    await Promise.all(servers.map((server) => server.kill()));
    await wecom.close();
    await redis.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

function shareOf({ messages, customers }: FaultsSpec, index: number): number {
  return Math.floor(messages / customers) + (index < messages % customers ? 1 : 0);
}

/** From now on things go wrong. Returns how many calls did. */
function spoil({ wecom, random }: World): () => number {
  const kinds: readonly Fault[] = [
    { type: 'delay', ms: 400 },
    { type: 'reset', when: 'before' },
    { type: 'reset', when: 'after' },
    { type: 'bad-gateway', when: 'before' },
    { type: 'bad-gateway', when: 'after' },
    { type: 'busy' },
    { type: 'truncated' },
  ];
  let spoilt = 0;
  wecom.faults = () => {
    if (random() < 0.003) wecom.revokeToken();
    if (random() > 0.06) return undefined;
    spoilt += 1;
    return kinds[Math.floor(random() * kinds.length)];
  };
  Object.assign(wecom.sync, {
    pageCap: 20,
    comesEmpty: () => random() < 0.1,
    repeats: () => (random() < 0.3 ? 5 : 0),
    swaps: () => random() < 0.5,
  });
  Object.assign(wecom.push.manner, { copies: () => Math.floor(random() * 4), delayMs: () => random() * 200 });
  return () => spoilt;
}

async function talk({ random, said }: World, customer: Customer, count: number): Promise<void> {
  await sleep(random() * 1000);
  const own: string[] = [];
  said.set(customer.user, own);
  for (let turn = 0; turn < count; turn += 1) {
    const text = lines[turn % lines.length] ?? '';
    const before = customer.texts.length;
    customer.say(text);
    own.push(text);
    // Most wait for an answer; some write on.
    const end = Date.now() + answeredWithinMs;
    while (random() < 0.98 && customer.texts.length === before && Date.now() < end) await sleep(50);
  }
}

async function killNowAndThen(world: World): Promise<void> {
  const { spec, servers, start, random } = world;
  while (!world.over && world.kills < spec.kills) {
    await sleep(500 + random() * 3000);
    if (world.over) return;
    const index = world.kills % 2;
    await servers[index]?.kill();
    world.kills += 1;
    servers[index] = await start(index);
  }
}

async function judge(world: World): Promise<readonly string[]> {
  const { wecom, customers } = world;
  const end = Date.now() + settledWithinMs;
  let faults: readonly string[] = ['never looked'];
  for (let look = 1; faults.length > 0 && Date.now() < end; look += 1) {
    // Callbacks that were dropped are made up for by the next one of the account.
    wecom.push.notify(account);
    await sleep(700);
    const found = await Promise.all(customers.map(async (customer) => ({ customer, faults: await faultsOf(world, customer) })));
    faults = found.flatMap((each) => each.faults);
    // What did not fit the quota comes with the answer to the next message.
    const waiting = look === goOnAtLook ? found.filter((each) => each.faults.length > 0) : [];
    for (const { customer } of waiting) goOn(world, customer);
  }
  const refused = wecom.asked.filter(({ errcode }) => forbidden.has(errcode));
  return [...faults, ...refused.map(({ path, errcode }) => `${path} had to be refused with ${errcode}`)];
}

function goOn({ said }: World, customer: Customer): void {
  customer.say('在吗');
  said.get(customer.user)?.push('在吗');
}

async function faultsOf({ store, said }: World, customer: Customer): Promise<readonly string[]> {
  const conversation = await conversationAt(store, { account, user: customer.user });
  const messages = await store.messages(conversation, 0, 1000);
  const heard = messages.filter(({ from }) => from === 'prospect').map(({ text }) => text);
  const faults: string[] = [];
  if (JSON.stringify(heard) !== JSON.stringify(said.get(customer.user))) {
    faults.push(
      `${customer.user} said ${said.get(customer.user)?.length} messages, ${heard.length} were heard, or in another order`,
    );
  }
  const { session } = await store.load(conversation, []);
  if (!session || (await store.deliveredUpTo(conversation)) < sessionSchema.parse(session).seq)
    faults.push(`${customer.user} has not been sent all`);
  const told = messages.filter(({ from }) => from !== 'prospect').map(shownText);
  const seen = customer.chat.received.map(({ text, choices }) =>
    choices.length > 0 ? text : text.replace(/(\n\n(\d+\. .*\n?)+)$/, ''),
  );
  if (told.join('\n\n') !== seen.join('\n\n')) {
    faults.push(`${customer.user} saw ${seen.length} messages that are not the ${told.length} that were said`);
  }
  return faults;
}

function shownText(message: Message): string {
  return plainText(message, publicUrl);
}
