import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Running, running, type Visitor } from './running.ts';

let server: Running | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Heard {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** Reads events until `enough` says so or the stream ends. */
async function listen(visitor: Visitor, headers: Record<string, string>, enough: (heard: Heard[]) => boolean): Promise<Heard[]> {
  const stop = new AbortController();
  const response = await fetch(`${server?.url}${visitor.path}/events`, {
    headers: { ...visitor.headers, ...headers },
    signal: stop.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const heard: Heard[] = [];
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    heard.push(...blocks.map(parsed));
    if (enough(heard)) break;
  }
  stop.abort();
  return heard;
}

function parsed(block: string): Heard {
  return Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
}

function seqs(heard: Heard[]): number[] {
  return heard.filter(({ event }) => event === 'message').map(({ id }) => Number(id));
}

async function untilListening({ get }: Pick<Running, 'get'>, count: number): Promise<void> {
  while (!(await (await get('/metrics')).text()).includes(`yinlu_listening_visitors ${count}\n`)) await sleep(5);
}

test('a listener gets what was said before and what is said then, each once and in order, however it is interleaved', async () => {
  server = await running();
  const visitor = await server.open();
  for (let id = 0; id < 5; id++) await visitor.say(`before ${id}`, 'hi');
  const talking = (async () => {
    for (let id = 0; id < 20; id++) await visitor.say(`meanwhile ${id}`, 'hi');
  })();
  const last = 1 + 2 * 25;
  const listeners = await Promise.all(
    [0, 3, 7, 10].map(
      async (after) =>
        [after, seqs(await listen(visitor, { 'last-event-id': String(after) }, (heard) => seqs(heard).includes(last)))] as const,
    ),
  );
  await talking;
  for (const [after, heard] of listeners)
    expect(heard).toEqual(Array.from({ length: last - after }, (_, index) => after + 1 + index));
});

test('a connection that breaks again and again loses and doubles nothing', async () => {
  server = await running();
  const visitor = await server.open();
  const last = 1 + 2 * 30;
  const talking = (async () => {
    for (let id = 0; id < 30; id++) await visitor.say(String(id), 'hi');
  })();
  const heard: number[] = [];
  while (heard.at(-1) !== last) {
    const want = 1 + (heard.length % 4);
    const more = seqs(
      await listen(
        visitor,
        { 'last-event-id': String(heard.at(-1) ?? 0) },
        (events) => seqs(events).length >= want || seqs(events).includes(last),
      ),
    );
    // What came in the same chunk as the last one wanted would be lost on a real break too.
    heard.push(...more.slice(0, want));
  }
  await talking;
  expect(heard).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

test('who speaks is told at the start; typing and a new owner are told at once, without an id', async () => {
  server = await running();
  const visitor = await server.open();
  const { conversation } = visitor;
  const listening = listen(visitor, {}, (heard) => heard.some(({ data }) => data === '{"owner":"waiting"}'));
  await untilListening(server, 1);
  await server.front.publish({ type: 'typing', conversation: 'c_other', from: 'bot' });
  await server.front.publish({ type: 'typing', conversation, from: 'consultant' });
  await server.front.publish({ type: 'state', conversation, owner: 'waiting' });
  const heard = (await listening).filter(({ event }) => event !== undefined && event !== 'message');
  expect(heard).toEqual([
    { event: 'state', data: '{"owner":"bot"}' },
    { event: 'typing', data: '{"from":"consultant"}' },
    { event: 'state', data: '{"owner":"waiting"}' },
  ]);
});

test('a silent stream is kept open by comments', async () => {
  server = await running({ pace: { heartbeatMs: 20, patienceMs: 1000 } });
  const visitor = await server.open();
  const heard = await listen(visitor, {}, (blocks) => blocks.filter((block) => '' in block).length >= 3);
  expect(heard.filter((block) => '' in block).length).toBeGreaterThanOrEqual(3);
});

test('a client that does not read is closed; the others are not held up', async () => {
  server = await running({ pace: { heartbeatMs: 1000, patienceMs: 100 } });
  const visitor = await server.open();
  // More than the kernel's buffers take in.
  for (let count = 0; count < 1500; count++)
    await server.front.say(visitor.conversation, { from: 'bot', text: '字'.repeat(4000) });
  const socket = connect(server.port, '127.0.0.1');
  socket.pause();
  socket.write(`GET ${visitor.path}/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${visitor.token}\r\n\r\n`);
  await untilListening(server, 1);
  await untilListening(server, 0);
  socket.destroy();
  const heard = await listen(visitor, { 'last-event-id': '1499' }, (blocks) => seqs(blocks).includes(1501));
  expect(seqs(heard)).toEqual([1500, 1501]);
});

test('draining ends the streams with a hint and lets a running turn finish', async () => {
  server = await running();
  const visitor = await server.open();
  const listening = listen(visitor, {}, () => false);
  await untilListening(server, 1);
  const held = Promise.withResolvers<void>();
  server.front.hold = held.promise;
  const turn = visitor.say('last', '最后一句');
  await sleep(50);
  server.app.drain();
  expect((await server.get('/readyz')).status).toBe(503);
  const closed = server.listening.close(5000);
  held.resolve();
  expect((await turn).status).toBe(200);
  expect((await listening).at(-1)).toEqual({ retry: '1000' });
  await closed;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  server = undefined;
});

test('health, readiness and metrics tell the truth', async () => {
  server = await running({ publicUrl: 'https://bot.example.com' });
  expect((await server.get('/healthz')).status).toBe(200);
  expect((await server.get('/readyz')).status).toBe(200);
  const visitor = await server.open();
  await visitor.say('1', 'hi');
  expect(await (await server.get('/metrics')).text()).toContain('yinlu_turn_seconds_count 1');
  const outside = { 'x-forwarded-for': '203.0.113.5' };
  expect((await server.get('/metrics', outside)).status).toBe(401);
  expect((await server.get('/metrics', { ...outside, authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await server.get('/metrics', { ...outside, authorization: 'Bearer measure' })).status).toBe(200);
  server.front.failure = new Error('disk full');
  // The store is asked once a second at most.
  await expect.poll(async () => (await server?.get('/readyz'))?.status, { timeout: 5000 }).toBe(503);
});
