import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { type Running, running } from './running.ts';

let server: Running;

beforeAll(async () => {
  server = await running({ allowedOrigins: ['https://www.example.com'] });
});

afterAll(() => server.close());

describe('limits', () => {
  test('a visitor who is too fast is told how long to wait', async () => {
    const strict = await running({ rateLimit: 3 });
    const visitor = await strict.open();
    const statuses = [];
    for (const id of ['1', '2', '3']) statuses.push((await visitor.say(id, 'hi')).status);
    expect(statuses).toEqual([200, 200, 200]);
    const refused = await visitor.say('4', 'hi');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(refused, 429);
    await strict.close();
  });

  test('starting anew does not get round the limit, and a forged forwarding header neither', async () => {
    const strict = await running({ rateLimit: 2 });
    const statuses: number[] = [];
    for (let index = 0; index < 11; index++) {
      statuses.push((await strict.post('/api/conversations', {}, { 'x-forwarded-for': `203.0.113.${index}` })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429]);
    await strict.close();
  });

  test('behind a proxy of ours each address has its own allowance', async () => {
    const proxied = await running({ rateLimit: 1, publicUrl: 'https://bot.example.com' });
    const from = (address: string) => proxied.post('/api/conversations', {}, { 'x-forwarded-for': `198.51.100.9, ${address}` });
    for (let index = 0; index < 5; index++) expect((await from('203.0.113.1')).status).toBe(201);
    expect((await from('203.0.113.1')).status).toBe(429);
    expect((await from('203.0.113.2')).status).toBe(201);
    await proxied.close();
  });

  test('what is no HTTP is refused before anything looks at it', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nGARBAGE\r\n\r\n');
    expect(await textOf(socket)).toContain('400');
  });
});

test('a client that goes away in the middle of a body leaves nothing behind', async () => {
  const visitor = await server.open();
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    `POST ${visitor.path}/messages HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${visitor.token}\r\nContent-Length: 100\r\n\r\n{"id":`,
  );
  await sleep(50);
  const before = await server.listening.connections();
  socket.destroy();
  while ((await server.listening.connections()) >= before) await sleep(5);
  expect(((await (await server.get(`${visitor.path}/messages`, visitor.headers)).json()) as { cursor: number }).cursor).toBe(1);
  expect(server.errors).toEqual([]);
});

test('a client that sends its request drop by drop is cut off', async () => {
  const hasty = await running({ patienceMs: 400 });
  const visitor = await hasty.open();
  const head = `POST ${visitor.path}/messages HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${visitor.token}\r\nContent-Length: 100\r\n`;
  for (const beginning of [head, `${head}\r\n{"id":`]) {
    const socket = connect(hasty.port, '127.0.0.1');
    socket.write(beginning);
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  await hasty.close();
});

describe('other origins', () => {
  test('an allowed origin may read and preflight; another is told nothing', async () => {
    const allowed = await ask('https://www.example.com', 'POST');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
    expect(allowed.headers.get('vary')).toContain('Origin');
    const preflight = await ask('https://www.example.com', 'OPTIONS', '/api/conversations/c_x/messages');
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    for (const method of ['POST', 'OPTIONS']) {
      for (const origin of ['https://evil.example', 'https://www.example.com.evil.example', 'null']) {
        const refused = await ask(origin, method);
        expect(refused.headers.get('access-control-allow-origin')).toBeNull();
        expect(refused.headers.get('vary')).toContain('Origin');
      }
    }
  });

  test('the hot route carries the same headers as the others', async () => {
    const visitor = await server.open();
    const [hot, cold] = [await visitor.say('1', 'hi'), await server.get(`${visitor.path}/messages`, visitor.headers)];
    expect(headersOf(hot)).toEqual(headersOf(cold));
    expect(hot.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(hot.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

function ask(origin: string, method: string, path = '/api/conversations'): Promise<Response> {
  return fetch(server.url + path, { method, headers: { origin } });
}

function headersOf(response: Response): string[] {
  const ownOfEach = ['date', 'content-length', 'keep-alive', 'connection'];
  return [...response.headers.keys()].filter((name) => !ownOfEach.includes(name)).toSorted();
}
