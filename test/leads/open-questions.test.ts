import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { TerminalChannel } from '../../adapters/terminal/channel.ts';
import { createBot, loadConversation } from '../../bot/bot.ts';
import type { ConversationDeps } from '../../bot/conversation.ts';
import { openQuestions } from '../../bot/leads/open-questions.ts';
import { type ConsoleServer, consoleServer } from '../console/console-server.ts';
import { book } from '../knowledge/book.ts';

let site: ConsoleServer;
let conversation: ConversationDeps;
let zhang: Awaited<ReturnType<ConsoleServer['hire']>>;

beforeAll(async () => {
  site = await consoleServer();
  zhang = await site.hire('张三');
  conversation = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: (_, number) => number });
});
afterAll(() => site.close());

/** Prospects of the whole bot on the store that the staff API reads. */
async function ask(id: string, texts: readonly string[], language: 'zh-Hans' | 'zh-Hant' | 'en' = 'zh-Hans'): Promise<string[]> {
  const bot = createBot({
    store: site.office.store,
    conversation,
    now: () => new Date('2027-01-04T01:00:00.000Z'),
    summaryOf: (of, { lead }) => ({
      id: `l_${of}`,
      conversation: of,
      status: lead.status,
      updated: '2027-01-04T01:00:00.000Z',
      document: {},
    }),
    onUndelivered: () => {},
  });
  bot.join(new TerminalChannel());
  const front = bot.conversations.front('terminal');
  await front.open(id, { language });
  const replies: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { messages } = await front.receive(id, { id: `m${index}`, at: '2027-01-04T01:00:00.000Z', text });
    replies.push(messages.map((message) => message.text).join('\n'));
  }
  return replies;
}

interface Listed {
  text: string;
  asked: number;
  prospects: number;
  alike: string[];
}

async function listed(query = ''): Promise<readonly Listed[]> {
  const response = await site.server.get(`/api/questions${query}`, zhang.headers);
  expect(response.status).toBe(200);
  return ((await response.json()) as { questions: Listed[] }).questions;
}

test('what nothing is known to is kept for the owner, most asked first and without what tells who asked', async () => {
  const [reply] = await ask('c_one', ['呼叫中心要不要做等保测评?']);
  expect(reply).toContain('顾问');
  await ask('c_two', ['呼叫中心用不用做等保测评?', '这个证影响我们申请双软认证吗?']);
  await ask('c_three', ['呼叫中心做等保测评要吗?我电话13800000000'], 'zh-Hans');
  await ask('c_four', ['有冇獎金派㗎?'], 'zh-Hant');
  const questions = await listed();
  expect(questions[0]).toMatchObject({ asked: 3, prospects: 3 });
  expect(questions[0]?.alike.length).toBe(2);
  expect(JSON.stringify(questions)).not.toMatch(/1380|\d{11}/);
  expect(await listed('?limit=1')).toHaveLength(1);
});

test('a question that an answer is known to is not kept', async () => {
  const before = await site.office.store.questions(100);
  await ask('c_known', ['全国呼叫中心注册资本要多少?', '谢谢']);
  expect(await site.office.store.questions(100)).toEqual(before);
});

test('a question that has got its answer since is no longer listed', async () => {
  const question = { at: '2027-01-04T01:00:00.000Z', language: 'zh-Hans', text: '呼叫中心许可证有效期几年?' };
  const store = { questions: async () => [{ conversation: 'c_x', ...question }] };
  expect(await openQuestions({ store, knowledge: book }, 10)).toEqual([]);
});

test('what a person erases is erased there too', async () => {
  await ask('c_gone', ['拿证后能上市吗,纳斯达克?']);
  expect((await site.office.store.questions(100)).map((each) => each.conversation)).toContain('c_gone');
  await site.office.store.erase('c_gone');
  expect((await site.office.store.questions(100)).map((each) => each.conversation)).not.toContain('c_gone');
});
