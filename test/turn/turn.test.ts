import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../bot/jobs.ts';
import { UnknownConversationError } from '../../bot/ports.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { ConflictError, type Store } from '../../bot/store/store.ts';
import { echoBot, PhoneChannel, said } from './echo-bot.ts';

let dir: string;
let store: Store;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yinlu-turn-'));
  store = await openSqlite({ dir });
});

afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const inAMinute = (): number => Date.now() + 60_000;
const opening = { language: 'en' } as const;
const texts = async (conversation: string): Promise<string[]> =>
  (await store.messages(conversation, 0, 1000)).map(({ from, text }) => `${from} ${text}`);

describe('a turn', () => {
  it('greets, and a greeting asked for twice is said once', async () => {
    const { front } = echoBot(store);
    const first = await front.open('c1', opening);
    const second = await front.open('c1', opening);
    expect(first.messages.map(({ text }) => text)).toEqual(['hello']);
    expect(second).toEqual(first);
    expect(await texts('c1')).toEqual(['bot hello']);
  });

  it('takes messages of a conversation in the order in which they came, and joins those that wait', async () => {
    const { front } = echoBot(store, new PhoneChannel(), { slowMs: 20 });
    await front.open('c1', opening);
    const batches = await Promise.all(['a', 'b', 'c'].map((text) => front.receive('c1', said(text))));
    expect(await texts('c1')).toEqual([
      'bot hello',
      'prospect a',
      'bot 1: a',
      'prospect b',
      'prospect c',
      'bot 3: b',
      'bot 3: c',
    ]);
    // Whoever asked for a reply gets the replies of the turn that took the message in.
    expect(batches.map(({ messages }) => messages.map(({ text }) => text))).toEqual([
      ['1: a'],
      ['3: b', '3: c'],
      ['3: b', '3: c'],
    ]);
  });

  it('hears a message once that was delivered again while it stood in line', async () => {
    const { front } = echoBot(store, new PhoneChannel(), { slowMs: 20 });
    await front.open('c1', opening);
    const [first, again] = [said('a'), said('b')];
    const batches = await Promise.all([first, again, again].map((each) => front.receive('c1', each)));
    expect(await texts('c1')).toEqual(['bot hello', 'prospect a', 'bot 1: a', 'prospect b', 'bot 3: b']);
    expect(batches[2]).toEqual(batches[1]);
  });

  it('waits for the rest of a burst on a channel where people write in bursts', async () => {
    const { front } = echoBot(store, new PhoneChannel(60));
    await front.open('c1', opening);
    const first = front.receive('c1', said('we are'));
    await new Promise((resolve) => setTimeout(resolve, 15));
    const second = front.receive('c1', said('in Guangdong'));
    expect(await first).toEqual(await second);
    expect(await texts('c1')).toEqual([
      'bot hello',
      'prospect we are',
      'prospect in Guangdong',
      'bot 1: we are',
      'bot 1: in Guangdong',
    ]);
  });

  it('does not wait for other conversations', async () => {
    const { front } = echoBot(store, new PhoneChannel(), { slowMs: 200 });
    const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((id) => front.open(id, opening)));
    const started = performance.now();
    await Promise.all(ids.map((id) => front.receive(id, said('hi'))));
    // Twenty turns of 200 ms one after another would take four seconds.
    expect(performance.now() - started).toBeLessThan(2500);
  });

  it('answers a redelivered message with the same replies and does nothing else', async () => {
    const { front, channel } = echoBot(store);
    await front.open('c1', opening);
    const first = await front.receive('c1', said('a', 'same'));
    const again = await Promise.all([1, 2, 3].map(() => front.receive('c1', said('a', 'same'))));
    for (const batch of again) expect(batch).toEqual(first);
    expect(await texts('c1')).toEqual(['bot hello', 'prospect a', 'bot 1: a']);
    expect(channel.taken).toEqual(['c1 hello', 'c1 1: a']);
  });

  it('leaves no trace when the conversation fails after it has replied, and rejects with the very error', async () => {
    const { front, channel } = echoBot(store);
    await front.open('c1', opening);
    await expect(front.receive('c1', said('fail', 'm'))).rejects.toThrow(RangeError);
    expect(await texts('c1')).toEqual(['bot hello']);
    expect(channel.taken).toEqual(['c1 hello']);
    // The line goes on, and the same id is still new.
    await front.receive('c1', said('b', 'm'));
    expect(await texts('c1')).toEqual(['bot hello', 'prospect b', 'bot 1: b']);
  });

  it('refuses a conversation that does not exist', async () => {
    const { front } = echoBot(store);
    await expect(front.receive('nobody', said('a'))).rejects.toThrow(UnknownConversationError);
  });

  it('is done anew when another process committed first', async () => {
    const [one, other] = [echoBot(store), echoBot(store)];
    await one.front.open('c1', opening);
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).front.receive('c1', said(`t${index}`))));
    const lines = await texts('c1');
    expect(lines.filter((line) => line.startsWith('prospect'))).toHaveLength(20);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('gives up with the conflict when it loses every time', async () => {
    const losing: Store = Object.assign(Object.create(store) as Store, {
      load: store.load.bind(store),
      commit: () => Promise.reject(new ConflictError('c1')),
    });
    await expect(echoBot(losing).front.open('c1', opening)).rejects.toThrow(ConflictError);
  });
});

describe('replies', () => {
  it('are kept while the channel is down and sent first, in order, when it is back', async () => {
    const { front, channel, undelivered } = echoBot(store);
    await front.open('c1', opening);
    channel.down = true;
    await front.receive('c1', said('a'));
    await front.receive('c1', said('b'));
    expect(channel.taken).toEqual(['c1 hello']);
    expect(undelivered).toHaveLength(2);
    channel.down = false;
    await front.receive('c1', said('c'));
    expect(channel.taken).toEqual(['c1 hello', 'c1 1: a', 'c1 3: b', 'c1 5: c']);
  });

  it('are found and sent by another process when the one that wrote them died', async () => {
    const dying = echoBot(store);
    await dying.front.open('c1', opening);
    dying.channel.down = true;
    await dying.front.receive('c1', said('a'));

    const living = echoBot(store);
    const stop = new AbortController();
    const handlers = {
      deliver: async ({ conversation }: { conversation: string }) => {
        await living.conversations.redeliver(conversation);
        return 'done' as const;
      },
    };
    const running = runJobs(
      { store, handlers, now: inAMinute, onFailure: (error) => expect.unreachable(String(error)) },
      stop.signal,
    );
    await expect.poll(() => living.channel.taken).toEqual(['c1 1: a']);
    stop.abort();
    await running;
    expect(await store.leaseJobs({ now: Date.now() + 3_600_000, leaseMs: 1, limit: 9 })).toEqual([]);
  });

  it('pass through Botkit’s send middleware, and messages through its receive middleware', async () => {
    const { front, controller } = echoBot(store);
    const heard: (string | undefined)[] = [];
    controller.middleware.receive.use(async (_bot: unknown, { text }: { text?: string }) => {
      heard.push(text);
    });
    controller.middleware.send.use(async (_bot: unknown, reply: { text?: string }) => {
      reply.text = (reply.text ?? '').toUpperCase();
    });
    await front.open('c1', opening);
    const { messages } = await front.receive('c1', said('quiet'));
    expect(messages.map(({ text }) => text)).toEqual(['1: QUIET']);
    expect(heard).toContain('quiet');
  });

  it('are refused once the turn is over: nothing is said that is not kept', async () => {
    const { front, controller } = echoBot(store);
    const kept: { reply(to: unknown, text: string): Promise<unknown> }[] = [];
    controller.middleware.receive.use(async (bot: (typeof kept)[number]) => {
      kept.push(bot);
    });
    await front.open('c1', opening);
    await expect(kept[0]?.reply({}, 'too late')).rejects.toThrow('the turn is over');
    expect(await texts('c1')).toEqual(['bot hello']);
  });
});

describe('an act', () => {
  it('waits in the same line as messages, commits once, and reaches the channel', async () => {
    const { front, conversations, channel } = echoBot(store, new PhoneChannel(), { slowMs: 20 });
    await front.open('c1', opening);
    const reply = () =>
      conversations.act(
        'c1',
        (session, handled) =>
          handled ? { result: 'again' } : { result: 'done', session, drafts: [{ from: 'consultant', text: 'I am here' }] },
        'r1',
      );
    const [, first, second] = await Promise.all([front.receive('c1', said('a')), reply(), reply()]);
    expect([first, second]).toEqual(['done', 'again']);
    expect(await texts('c1')).toEqual(['bot hello', 'prospect a', 'bot 1: a', 'consultant I am here']);
    expect(channel.taken.at(-1)).toBe('c1 I am here');
  });

  it('announces a new owner to every listener', async () => {
    const { front, conversations } = echoBot(store);
    await front.open('c1', opening);
    const events: unknown[] = [];
    const stop = store.subscribe((event) => events.push(event));
    await conversations.act('c1', (session) => ({ result: null, session: { ...session, owner: 'waiting' } }));
    await expect.poll(() => events).toContainEqual({ type: 'state', conversation: 'c1', owner: 'waiting' });
    stop();
  });
});
