import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Batch } from '../../bot/ports.ts';
import { signer } from '../../adapters/web/signing.ts';
import { visitorTokens } from '../../adapters/web/visitor-token.ts';
import { expectProblem } from './expect-problem.ts';
import { type Running, running, secret } from './running.ts';

let server: Running;

beforeAll(async () => {
  server = await running({ allowedOrigins: ['https://www.example.com'] });
});

afterAll(() => server.close());

describe('a conversation', () => {
  test('opens with a greeting and a token, and answers', async () => {
    const opened = await server.post('/api/conversations', { language: 'en', unknown: 1 });
    expect(opened.status).toBe(201);
    const { conversation, messages, cursor } = (await opened.json()) as Batch & { conversation: string };
    expect(conversation).toMatch(/^c_[\w-]{22}$/);
    expect(messages).toMatchObject([{ seq: 1, from: 'bot' }]);
    expect(cursor).toBe(1);

    const visitor = await server.open();
    const answered = await visitor.say('1', '想办呼叫中心');
    expect(answered.status).toBe(200);
    expect(await answered.json()).toMatchObject({ messages: [{ seq: 3, text: 'echo: 想办呼叫中心' }], cursor: 3 });
    const rest = await server.get(`${visitor.path}/messages?after=1`, visitor.headers);
    expect(await rest.json()).toMatchObject({ messages: [{ seq: 2, from: 'prospect' }, { seq: 3 }], cursor: 3 });
  });

  test('is offered a way into WeChat where there is one, to its own visitor', async () => {
    const visitor = await server.open();
    await expectProblem(await server.post(`${visitor.path}/wechat`, {}, visitor.headers), 404);
    const offered: string[] = [];
    const other = await running({ goOn: async (conversation) => void offered.push(conversation) });
    const there = await other.open();
    expect((await other.post(`${there.path}/wechat`, {}, there.headers)).status).toBe(204);
    await expectProblem(await other.post(`${there.path}/wechat`, {}), 401);
    expect(offered).toEqual([there.conversation]);
    await other.close();
  });

  test('opens without a body', async () => {
    const opened = await fetch(`${server.url}/api/conversations`, { method: 'POST' });
    expect(opened.status).toBe(201);
  });

  test('answers the same id with the same replies, however often and at once it is sent', async () => {
    const visitor = await server.open();
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.say('same', '一千万')));
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(bodies.size).toBe(1);
    const { cursor } = (await (await server.get(`${visitor.path}/messages`, visitor.headers)).json()) as Batch;
    expect(cursor).toBe(3);
  });

  test('takes a tapped choice', async () => {
    const visitor = await server.open();
    const answered = await server.post(`${visitor.path}/messages`, { id: 'tap', choice: 'nationwide' }, visitor.headers);
    expect(await answered.json()).toMatchObject({ messages: [{ text: 'echo: nationwide' }] });
  });

  test('gets 202 when the reply takes long, and the reply is there later', async () => {
    const slow = await running({ replyWithinMs: 50 });
    const visitor = await slow.open();
    const held = Promise.withResolvers<void>();
    slow.front.hold = held.promise;
    const answered = await visitor.say('slow', '在吗');
    expect(answered.status).toBe(202);
    expect(await answered.json()).toEqual({ messages: [], cursor: 1 });
    held.resolve();
    expect(await (await visitor.say('slow', '在吗')).json()).toMatchObject({ messages: [{ text: 'echo: 在吗' }] });
    await slow.close();
  });

  test('that is still being answered keeps the server from ending, and its failure is logged', async () => {
    const slow = await running({ replyWithinMs: 20 });
    const visitor = await slow.open();
    const held = Promise.withResolvers<void>();
    slow.front.hold = held.promise;
    expect((await visitor.say('slow', '在吗')).status).toBe(202);
    let hasEnded = false;
    const ended = slow.listening.close(5000).then(() => (hasEnded = true));
    await sleep(100);
    expect(hasEnded).toBe(false);
    held.reject(new Error('disk full'));
    await ended;
    expect(slow.errors).toMatchObject([{ conversation: visitor.conversation }]);
  });
});

describe('what is refused', () => {
  test('a missing, forged, outdated or foreign token', async () => {
    const [one, other] = [await server.open(), await server.open()];
    const send = (authorization?: string) =>
      server.post(`${one.path}/messages`, { id: '1', text: 'hi' }, authorization === undefined ? {} : { authorization });
    const tokens = visitorTokens(secret);
    const forgeries = [
      undefined,
      '',
      'Bearer',
      `Basic ${one.token}`,
      `Bearer ${one.token}x`,
      `Bearer ${one.token.replace('v1.', 'v0.')}`,
      `Bearer ${one.token}.more`,
      `Bearer ${visitorTokens('another secret').issue(one.conversation, Date.now())}`,
      `Bearer v1.${one.conversation}.zz.${signer(secret, 'console cookie').sign(`v1.${one.conversation}.zz`)}`,
      `Bearer ${tokens.issue(one.conversation, Date.now() - 181 * 24 * 3600 * 1000)}`,
    ];
    for (const forged of forgeries) {
      const refused = await send(forged);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      await expectProblem(refused, 401);
    }
    await expectProblem(await send(other.headers.authorization), 404);
    for (const path of ['messages', 'events']) {
      await expectProblem(await server.get(`${one.path}/${path}`), 401);
      await expectProblem(await server.get(`${one.path}/${path}`, other.headers), 404);
    }
    const ghost = 'c_AAAAAAAAAAAAAAAAAAAAAA';
    const headers = { authorization: `Bearer ${tokens.issue(ghost, Date.now())}` };
    await expectProblem(await server.post(`/api/conversations/${ghost}/messages`, { id: '1', text: 'hi' }, headers), 404);
    await expectProblem(await server.get(`/api/conversations/${ghost}/messages`, headers), 404);
  });

  test('bodies that are malformed, empty or too large', async () => {
    const visitor = await server.open();
    const send = (body: unknown, headers = {}) =>
      server.post(`${visitor.path}/messages`, body, { ...visitor.headers, ...headers });
    for (const body of ['', '{', '[]', 'null', '"text"', '{"id":"1"}', '{"text":"hi"}', '{"id":1,"text":"hi"}', '\ud800']) {
      await expectProblem(await send(body), 400);
    }
    await expectProblem(await send({ id: 'x'.repeat(101), text: 'hi' }), 400);
    await expectProblem(await send({ id: 'a\nb', text: 'hi' }), 400);
    await expectProblem(await send({ id: '1', text: ' \n\t' }), 400);
    await expectProblem(await send({ id: '1', text: '字'.repeat(4001) }), 413);
    await expectProblem(await send({ id: '1', text: '😀'.repeat(4001) }), 413);
    await expectProblem(await send({ id: '1', text: 'hi', pad: 'x'.repeat(64 * 1024) }), 413);
    await expectProblem(await send({ id: '1', text: 'hi' }, { 'content-encoding': 'gzip' }), 415);
    expect((await send({ id: '1', text: '😀'.repeat(4000) })).status).toBe(200);
    await expectProblem(await server.post('/api/conversations', { language: 'fr' }), 400);
    await expectProblem(await server.post('/api/conversations', 'x'.repeat(70_000)), 413);
    await expectProblem(await server.get(`${visitor.path}/messages?after=-1`, visitor.headers), 400);
  });

  test('a large body of unknown length', async () => {
    const visitor = await server.open();
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(' '.repeat(50_000)));
        if ((sent += 50_000) > 500_000) controller.close();
      },
    });
    let sent = 0;
    const refused = await fetch(`${server.url}${visitor.path}/messages`, {
      method: 'POST',
      headers: visitor.headers,
      body,
      duplex: 'half',
    } as RequestInit);
    await expectProblem(refused, 413);
  });

  test('paths and methods that do not exist, in the same form', async () => {
    for (const path of [
      '/nowhere',
      '/api/nowhere',
      '/api/conversations',
      '/quotes/Q-1',
      '/quotes/Q-1.pdf?key=no',
      '/api/conversations/%E0%A4%A/messages',
    ]) {
      const refused = await server.get(path);
      expect(refused.headers.get('x-powered-by')).toBeNull();
      await expectProblem(refused, path.includes('%') ? 400 : 404);
    }
  });

  test('nothing of an error of ours gets out, but it is logged', async () => {
    const broken = await running();
    const visitor = await broken.open();
    broken.front.failure = new Error('the secret is 42');
    const answer = await visitor.say('1', 'hi');
    expect(JSON.stringify(await expectProblem(answer, 500))).not.toMatch(/42|server\.ts|at /);
    expect(broken.errors).toHaveLength(1);
    broken.front.failure = Object.assign(new Error('busy'), { retryable: true });
    const busy = await visitor.say('2', 'hi');
    expect(busy.headers.get('retry-after')).toBe('2');
    await expectProblem(busy, 503);
    await broken.close();
  });

  test('no input whatever makes the hot route fail', async () => {
    const visitor = await server.open();
    const value = fc.anything({ withNullPrototype: false });
    const json = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record(
          {
            id: fc.oneof(fc.string({ unit: 'binary' }), value),
            text: fc.oneof(fc.string({ unit: 'binary' }), value),
            choice: value,
          },
          { requiredKeys: [] },
        )
        .map((body) => stringified(body)),
      fc.constant('{"id":"p","text":"hi","__proto__":{"polluted":true},"\\u005f_proto__":{"polluted":true}}'),
    );
    await fc.assert(
      fc.asyncProperty(json, async (body) => {
        const answer = await server.post(`${visitor.path}/messages`, body, visitor.headers);
        await answer.arrayBuffer();
        expect([200, 400, 413]).toContain(answer.status);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { numRuns: 120 },
    );
    expect(server.errors).toEqual([]);
  });
});

function stringified(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? '';
}

describe('the description', () => {
  test('is OpenAPI 3.1 and every reference in it leads somewhere', async () => {
    const description = (await (await server.get('/api/openapi.json')).json()) as {
      openapi: string;
      components: { schemas: object };
    };
    expect(description.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(description).matchAll(/"#\/components\/schemas\/([\w]+)/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(5);
    for (const name of references) expect(description.components.schemas).toHaveProperty(name ?? '');
  });
});
