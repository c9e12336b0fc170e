import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebChannel } from '../../adapters/web/channel.ts';
import { type Bot, createBot, loadConversation } from '../../bot/bot.ts';
import { claimed, replied } from '../../bot/leads/changes.ts';
import { leadLedger } from '../../bot/leads/ledger.ts';
import { queueReader } from '../../bot/leads/queue.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import type { Session } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { LeadQuery, Store } from '../../bot/store/store.ts';
import { zhang } from './office.ts';

const minute = 60_000;
const start = Date.parse('2027-01-04T02:00:00Z'); // a Monday, 10:00 in Shenzhen
let now = start;
const clock = (): Date => new Date(now);
let dir: string;
let store: Store;
let bot: Bot;
const asked: LeadQuery[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yinlu-queue-'));
  store = await openSqlite({ dir });
  const conversation = await loadConversation({ root: process.cwd(), quoteUrl: (id, number) => `/quotes/${number}?key=${id}` });
  const reading = await leadReadingOf(conversation);
  const leads: Store['leads'] = (query) => {
    asked.push(query);
    return store.leads(query);
  };
  bot = createBot({
    store,
    conversation,
    now: clock,
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: () => undefined,
    queue: queueReader({ store: { leads }, ledger: leadLedger({ store: { leads }, now: clock }), ...conversation, now: clock }),
  });
  bot.join(new WebChannel());
});

afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

async function says(conversation: string, text: string): Promise<string> {
  const front = bot.conversations.front('web');
  const incoming = { id: `m:${conversation}-${now}`, at: new Date(now).toISOString(), text };
  const { messages } = await front.receive(conversation, incoming, { language: 'zh-Hans' });
  return messages.map((message) => message.text).join('\n');
}

async function answeredAfter(conversation: string, minutes: number): Promise<void> {
  await says(conversation, '转人工');
  now += minutes * minute;
  const at = new Date(now).toISOString();
  await bot.conversations.act(conversation, (session) => {
    const taken = claimed(() => 'handoff.claimed')(session, zhang, at)?.session as Session;
    return { result: null, session: replied(taken, zhang, at) };
  });
}

test('who waits is told their place, and how long it usually takes once enough were answered', async () => {
  expect(await says('c_first', '转人工')).toContain('您排在最前面。');
  now += 2000;
  const second = await says('c_second', '全国呼叫中心，转人工');
  expect(second).toContain('前面还有一位。');
  expect(second).not.toContain('分钟');

  for (const [index, minutes] of [4, 6, 8, 60, 90].entries()) await answeredAfter(`c_answered-${index}`, minutes);
  now = start + 24 * 60 * minute;
  expect(await says('c_third', '转人工')).toContain('前面还有 2 位，最近 7 天里一般 8 分钟左右就有人回。');
  now = start + 9 * 24 * 60 * minute;
  expect(await says('c_late', '转人工')).not.toContain('分钟');
});

test('a turn in which nobody begins to wait asks the store for no other lead', async () => {
  asked.length = 0;
  expect(await says('c_talk', '全国呼叫中心要多久')).not.toBe('');
  expect(await says('c_talk', '注册资本一千万')).not.toBe('');
  expect(asked).toEqual([]);
});

test('at night nobody is counted: the next opening is told', async () => {
  now = Date.parse('2027-01-16T13:00:00Z'); // a Saturday
  expect(await says('c_night', '转人工')).toContain('1月18日（周一）9:00 上班后联系您。');
});
