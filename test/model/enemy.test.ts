import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TerminalChannel } from '../../adapters/terminal/channel.ts';
import type { Values } from '../../flows/effect.ts';
import { createBot, loadConversation } from '../../bot/bot.ts';
import { converse, type ConversationDeps } from '../../bot/conversation.ts';
import type { Front, Incoming } from '../../bot/ports.ts';
import { type Session, sessionSchema } from '../../bot/session/session.ts';
import { openStore } from '../../bot/store/open.ts';
import type { Store } from '../../bot/store/store.ts';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { modelReader } from '../../bot/understanding/model/reader.ts';
import { completionOf, type ModelServer, modelServer } from '../support/model-server.ts';
import { itsWords, messages, talk } from './enemy-talk.ts';

// The whole bot on a real store, with a real model server that does what it likes. `now` stands still, so that what the rules alone
// would have made of each turn can be worked out beside it.
const now = new Date('2026-03-09T02:00:00Z');
const dir = mkdtempSync(join(tmpdir(), 'yinlu-enemy-'));
const vocabulary = loadVocabulary();
let server: ModelServer;
let store: Store;
let conversation: ConversationDeps;
let talks = 0;
let readBacks = 0;
let confirmed = 0;

beforeAll(async () => {
  server = await modelServer();
  store = await openStore({ dataDir: dir });
  conversation = await loadConversation({
    root: join(import.meta.dirname, '../..'),
    quoteUrl: (_, number) => `/quotes/${number}`,
  });
});
afterAll(async () => {
  await store.close();
  await server.close();
  rmSync(dir, { recursive: true });
});

/** A bot with a model that is given up on after so long. */
function front(deadlineMs?: number): Front {
  const bot = createBot({
    store,
    conversation,
    now: () => now,
    summaryOf: (id, { lead }) => ({ id, conversation: id, status: lead.status, updated: now.toISOString(), document: {} }),
    onUndelivered: () => {},
    model: modelReader({
      apiKey: 'sk-test',
      model: 'enemy',
      baseUrl: server.baseUrl,
      vocabulary,
      now: () => now,
      limits: { perConversation: 100, perDay: 1e6, failures: 1e6, ...(deadlineMs && { deadlineMs }) },
    }),
  });
  bot.join(new TerminalChannel());
  return bot.conversations.front('terminal');
}

const sessionOf = async (id: string): Promise<Session> => sessionSchema.parse((await store.load(id, [])).session);

const offered = ({ state: { offer } }: Session): Values => (offer?.type === 'read-back' ? offer.values : {});

interface Turned {
  readonly incoming: Incoming;
  readonly before: Session;
  readonly after: Session;
  readonly said: string;
}

/** Everything that no model may bring about, checked of one turn. */
function checkTurn({ incoming, before, after, said }: Turned): void {
  expect(said).not.toMatch(itsWords);
  const byRules = converse({ conversation: 'c', session: before, fresh: [incoming], now }, conversation).session.state;
  expect(after.state.slots).toEqual(byRules.slots);
  expect(after.state.stopped).toBe(byRules.stopped);
  checkConfirmed(before, after);
  checkGrounds(offered(after), messages[incoming.text ?? ''] ?? []);
  if (after.state.offer?.type === 'read-back') readBacks += 1;
}

/** What stands in a slot by a model was read back in the turn before, as it is. */
function checkConfirmed(before: Session, after: Session): void {
  for (const [slot, entry] of Object.entries(after.state.slots)) {
    const isNew = JSON.stringify(before.state.slots[slot]) !== JSON.stringify(entry);
    if (!isNew || !('value' in entry) || entry.by !== 'model') continue;
    expect(entry.value).toEqual(offered(before)[slot]);
    confirmed += 1;
  }
}

/** What is read back stands in the message. */
function checkGrounds({ capital, province, ...others }: Values, grounds: readonly number[]): void {
  const { min = null, max = null, currency = 'CNY' } = typeof capital === 'object' ? capital : {};
  expect(currency).toBe('CNY');
  for (const end of [min, max]) if (end !== null) expect(grounds).toContain(end);
  expect([undefined, '广东省']).toContain(province);
  for (const slot of ['consent', 'phone', 'wish']) expect(others).not.toHaveProperty(slot);
}

test(
  'whatever a model does: no figure of its own is told, no slot changes without a yes, and each turn is answered',
  { timeout: 120_000 },
  async () => {
    const bot = front(60);
    await fc.assert(
      fc.asyncProperty(talk, async (turns) => {
        const id = `c_${++talks}`;
        await bot.open(id, { language: 'zh-Hans' });
        for (const [index, [text, does]] of turns.entries()) {
          server.will(does);
          const before = await sessionOf(id);
          const incoming: Incoming = { id: `m${index}`, at: now.toISOString(), text };
          const { messages: replies } = await bot.receive(id, incoming);
          expect(replies.length).toBeGreaterThan(0);
          const said = JSON.stringify(replies);
          checkTurn({ incoming, before, after: await sessionOf(id), said });
        }
      }),
      // A failure is read as it is: to look for a shorter talk takes longer than the test may.
      { numRuns: 150, endOnFailure: true },
    );
    // Else nothing was tried.
    expect(Math.min(readBacks, confirmed)).toBeGreaterThan(5);
  },
);

const lead = async (bot: Front, id: string, ...texts: readonly string[]) => {
  await bot.open(id, { language: 'zh-Hans' });
  const said: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { messages: replies } = await bot.receive(id, { id: `m${index}`, at: now.toISOString(), text });
    said.push(replies.map((reply) => reply.text).join('\n'));
  }
  return said;
};

test('a silent model costs a turn no more than four seconds, and the flow goes on by rules', { timeout: 30_000 }, async () => {
  server.will({ type: 'silent' });
  const began = performance.now();
  const said = await lead(front(), 'c_silent', '想办全国的呼叫中心', '后头跟着好多零来着那疙瘩的', '一千万');
  const tookMs = performance.now() - began;
  expect(tookMs).toBeGreaterThan(2900);
  // Four seconds, three turns, and room for a busy machine.
  expect(tookMs).toBeLessThan(8000);
  expect(said.at(-1)).toMatch(/外资/);
});

test('a turn that lost a race against another process is run again without asking the model again', async () => {
  server.will(completionOf({ slots: {}, intents: ['price'] }));
  const [one, other] = [front(2000), front(2000)];
  await one.open('c_race', { language: 'zh-Hans' });
  const asked = server.requests.length;
  const batches = await Promise.all(
    [one, other].map((bot, index) =>
      bot.receive('c_race', { id: `m${index}`, at: now.toISOString(), text: '俺们想整那疙瘩的那个玩意儿' }),
    ),
  );
  expect(server.requests.length - asked).toBe(2);
  for (const { messages: replies } of batches) expect(replies.length).toBeGreaterThan(0);
  expect((await one.messages('c_race', 0)).messages.filter(({ from }) => from === 'prospect')).toHaveLength(2);
});
