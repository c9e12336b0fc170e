import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { WebChannel } from '../../adapters/web/channel.ts';
import { createBot, loadConversation } from '../../bot/bot.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { texts } from '../bench/rounds.ts';
import { command, startRedis } from '../support/redis-server.ts';
import { holdDialogue } from './dialogue.ts';
import { commit, entry, job, lead, messages, newId } from './samples.ts';

const server = await startRedis();
const store = await openRedis({ url: server.url });
afterAll(async () => {
  await store.close();
  await server.stop();
});

test('a turn is two commands, whatever it commits', async () => {
  const conversation = newId();
  await store.commit(conversation, commit(0)); // the first commit also sends the script
  await command(server.url, ['CONFIG', 'RESETSTAT']);
  for (let turn = 1; turn <= 20; turn++) {
    const { version } = await store.load(conversation, [`m${turn}`, `m${turn}-again`]);
    await store.commit(conversation, {
      ...commit(version, { messages: messages(turn * 2 - 1, turn * 2) }),
      handled: [{ id: `m${turn}`, span: { from: turn * 2 - 1, to: turn * 2 } }],
      jobs: [job(conversation), job(conversation, { id: 'deliver' })],
      lead: lead(conversation),
      audit: [entry(conversation, 'turn')],
    });
  }
  const stats = await command(server.url, ['INFO', 'commandstats']);
  expect(callsOf(stats, 'hmget')).toBe(20);
  expect(callsOf(stats, 'evalsha')).toBe(20);
  // What the script itself calls is counted too. These are not among it: they could only have been sent.
  for (const other of ['eval', 'get', 'set', 'mget', 'multi', 'lrange', 'hgetall', 'zrange', 'publish'])
    expect(callsOf(stats, other)).toBe(0);
  // The script's own calls, each as often as it makes them in a turn: nothing is left that was sent besides.
  expect(callsOf(stats, 'hset')).toBe(20 * 4);
  expect(callsOf(stats, 'rpush')).toBe(20 * 2);
});

test('a finished dialogue of eight turns takes at most 6 KiB with its transcript, in whatever words a firm has the bot speak', async () => {
  const now = Date.parse('2026-03-02T01:00:00.000Z');
  const bytes = await bytesOf((n) => holdDialogue(store, randomUUID(), now + n));
  console.log(`bytes in Redis of a finished dialogue: ${bytes}`);
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(6 * 1024);
});

test('a qualification with timeline, steps, quote and handoff takes no more', async () => {
  const conversation = await loadConversation({ root: process.cwd(), quoteUrl: (id, number) => `/quotes/${number}?key=${id}` });
  const reading = await leadReadingOf(conversation);
  const bot = createBot({
    store,
    conversation,
    now: () => new Date(),
    summaryOf: (id, session) => leadSummary(reading, id, session),
    onUndelivered: () => undefined,
  });
  bot.join(new WebChannel());
  const front = bot.conversations.front('web');
  const bytes = await bytesOf(async () => {
    const id = randomUUID();
    await front.open(id, { language: 'zh-Hans' });
    for (const [turn, text] of texts.entries()) await front.receive(id, { id: `m:m${turn}`, at: new Date().toISOString(), text });
  });
  console.log(`bytes in Redis of a qualification: ${bytes}`);
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(6 * 1024);
});

const measured = 150;

async function bytesOf(hold: (n: number) => Promise<void>): Promise<number> {
  // Partitions, scripts and buffers that the first dialogues make are not theirs.
  for (let n = 0; n < 100; n++) await hold(n);
  const before = await usedMemory();
  // More of them give the same number, to one in a hundred.
  for (let n = 0; n < measured; n++) await hold(n);
  return Math.round(((await usedMemory()) - before) / measured);
}

function callsOf(stats: string, name: string): number {
  return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

async function usedMemory(): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await command(server.url, ['INFO', 'memory']))?.[1]);
}
