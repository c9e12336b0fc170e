import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wecomNotifier } from '../../adapters/notify/wecom.ts';
import { emailNotifier } from '../../adapters/notify/email.ts';
import { WebChannel } from '../../adapters/web/channel.ts';
import { type Bot, createBot, loadConversation } from '../../bot/bot.ts';
import { runJobs } from '../../bot/jobs.ts';
import { type Alarms, leadAlarms } from '../../bot/leads/alarms.ts';
import { leadClaims } from '../../bot/leads/claims.ts';
import { leadLedger } from '../../bot/leads/ledger.ts';
import { tellAbout } from '../../bot/leads/notify.ts';
import { paces } from '../../bot/leads/notify-pace.ts';
import { queueReader } from '../../bot/leads/queue.ts';
import { untoldWords } from '../../bot/leads/untold.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { mailServer } from '../support/mail-server.ts';
import { wecomRobot } from '../support/robots.ts';
import { storeWith } from '../wechat/official-house.ts';
import { Clock, publicUrl, speech } from './telling.ts';

const clock = new Clock();
clock.at += 3_600_000; // a Monday, 10:00 in China
const robot = wecomRobot(clock.ms);
let dir: string;
let store: Store;
let bot: Bot;
let alarms: Alarms;
let jobs: Parameters<typeof runJobs>[0];

beforeAll(async () => {
  await robot.listen();
  dir = await mkdtemp(join(tmpdir(), 'yinlu-story-'));
  store = await openSqlite({ dir });
  const conversation = await loadConversation({ root: process.cwd(), quoteUrl: (_, number) => number });
  const reading = await leadReadingOf(conversation);
  const { now } = clock;
  alarms = leadAlarms({ store, reading, now });
  bot = createBot({
    store,
    conversation,
    now,
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: () => undefined,
    queue: queueReader({ store, ledger: leadLedger({ store, now }), ...conversation, now }),
  });
  bot.join(new WebChannel());
  // The mail server is down from the beginning to the end.
  const mail = await mailServer();
  await mail.close();
  const notify = tellAbout({
    act: bot.conversations.act,
    store,
    reading,
    alarms,
    now,
    notifiers: [
      wecomNotifier({ url: robot.url(), speech }),
      emailNotifier({ smtpUrl: mail.url, to: ['desk@example.com'], from: 'bot@example.com', speech }),
    ],
    paces: paces({ store, now }),
    publicUrl,
    claimPath: leadClaims({ secret: 'a secret for tests that is long enough', store, reading, now }).links.path,
    untold: untoldWords(conversation),
    random: () => 1,
    log: { warn: () => {}, error: () => {} },
  });
  jobs = { store, now: clock.ms, handlers: {}, batches: { notify }, onFailure };
});

afterAll(async () => {
  await store.close();
  await robot.close();
  await rm(dir, { recursive: true });
});

function onFailure(error: unknown): never {
  throw error;
}

/** Lets so much time go by, and the server do what comes due in it. */
async function pass(ms: number): Promise<void> {
  const until = clock.at + ms;
  for (; clock.at < until; clock.at += Math.min(60_000, ms / 20)) {
    const stop = new AbortController();
    const leaseJobs: Store['leaseJobs'] = (lease) => {
      stop.abort();
      return store.leaseJobs(lease);
    };
    await runJobs({ ...jobs, store: storeWith(store, { leaseJobs }) }, stop.signal);
  }
}

async function said(conversation: string): Promise<string> {
  return (await store.messages(conversation, 0, 100)).map(({ text }) => text).join('\n');
}

test('every notifier down: the lead is listed, an alarm stands, the prospect hears the truth, and then it arrives once', async () => {
  robot.down = 'hang up';
  const front = bot.conversations.front('web');
  const conversation = 'c_story';
  const incoming = { id: 'm:1', at: clock.now().toISOString(), text: '我们想办全国的呼叫中心，转人工' };
  await front.receive(conversation, incoming, { language: 'zh-Hans' });
  // What is said at once does not claim that somebody knows already.
  expect(await said(conversation)).not.toMatch(/已经?(通知|告诉)|马上/);
  expect((await store.leads({ status: 'waiting', limit: 5 })).leads.map(({ id }) => id)).toEqual(['l_story']);
  await pass(60_000);
  expect(await alarms.standing()).toMatchObject([{ lead: 'l_story', tried: ['wecom', 'email'] }]);
  expect(await said(conversation)).toContain('还没通知到');

  expect((await bot.conversations.front('web').owner(conversation)).owner).toBe('waiting');

  // Another prospect comes after hours; they have heard when somebody comes, and nothing else.
  clock.at += 12 * 3_600_000;
  await front.receive('c_late', { ...incoming, id: 'm:2', at: clock.now().toISOString() }, { language: 'en' });
  await pass(60_000);
  expect(await said('c_late')).not.toContain('I have not reached a consultant');
  expect(await alarms.count()).toMatchObject({ count: 2 });

  // Next morning the robot is back: each is told once, together, and nothing stands any more.
  robot.down = null;
  await pass(8 * 3_600_000);
  for (const lead of ['l_story', 'l_late']) {
    const tells = robot.shown.filter(({ links }) => links.some((link) => link.includes(`/console/claim/${lead}.`)));
    expect(tells).toHaveLength(1);
  }
  expect(await alarms.standing()).toEqual([]);
  expect((await said(conversation)).match(/还没通知到/g)).toHaveLength(1);
}, 30_000);
