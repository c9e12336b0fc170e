import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../bot/commands/doctor-checks.ts';
import { openStore } from '../../bot/store/open.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../bench/redis-server.ts';
import { identityProvider } from '../support/identity-provider.ts';
import { mailServer } from '../support/mail-server.ts';
import { wecomRobot } from '../support/robots.ts';

const command = fileURLToPath(new URL('../../bot/commands/doctor.ts', import.meta.url));

let dir = '';
let receiver: Server;
let address = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yinlu-doctor-'));
  receiver = createServer((request, response) => {
    const status = request.url === '/post-only' ? 405 : request.url === '/healthz' ? 200 : 404;
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});

afterAll(async () => {
  receiver.close();
  await rm(dir, { recursive: true, force: true });
});

async function outcomes(env: Record<string, string>): Promise<Record<string, string>> {
  const found = await examine({ DATA_DIR: join(dir, 'data'), PORT: `${await freePort()}`, ...env });
  return Object.fromEntries(found.map(({ name, level, outcome }) => [name, `${level} ${outcome}`]));
}

describe('doctor', () => {
  it('finds nothing wrong with a machine that has no configuration at all', async () => {
    expect(await outcomes({})).toEqual({
      node: 'ok right',
      content: 'ok right',
      encryption: 'ok off',
      settings: 'ok right',
      secret: 'ok kept',
      data: 'ok right',
      store: 'ok ready',
      port: 'ok free',
      'public-url': 'ok unset',
      notify: 'warn unset',
      model: 'ok unset',
    });
  });

  it('names every setting that is wrong', async () => {
    const found = await examine({ PORT: 'eighty', PUBLIC_URL: 'http://example.com' });
    const wrong = found.filter(({ name }) => name === 'settings').map(({ values }) => values['setting']);
    expect(wrong).toEqual(['PORT', 'PUBLIC_URL']);
  });

  it('tells a port that another program has from one where this service runs', async () => {
    const port = `${(receiver.address() as AddressInfo).port}`;
    expect((await outcomes({ PORT: port }))['port']).toBe('ok ours');
    const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    expect((await outcomes({ PORT: `${(other.address() as AddressInfo).port}` }))['port']).toBe('fail taken');
    other.close();
  });

  it('takes a receiver that knows only POST for reachable, and one that is not there for a failure', async () => {
    const secret = { NOTIFY_WEBHOOK_SECRET: 'whsec_dGhlIHNlY3JldCBvZiBhbiBpbnZlbnRlZCBmaXJt' };
    expect((await outcomes({ NOTIFY_WEBHOOK_URL: `${address}/post-only`, ...secret }))['notify:webhook']).toBe('ok reached');
    expect((await outcomes({ NOTIFY_WEBHOOK_URL: `${address}/nothing`, ...secret }))['notify:webhook']).toBe('fail untaken');
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    expect((await outcomes({ NOTIFY_WEBHOOK_URL: nobody, ...secret }))['notify:webhook']).toBe('fail untaken');
  });

  it('asks every notifier whether it would take a message, and sends one only when told to', async () => {
    const robot = wecomRobot(Date.now);
    const [mail] = await Promise.all([mailServer(), robot.listen()]);
    const env = { NOTIFY_WECOM_URL: robot.url(), NOTIFY_EMAIL_TO: 'desk@example.com', SMTP_URL: mail.url };
    const right = { notify: 'warn near', 'notify:wecom': 'ok reached', 'notify:email': 'ok reached' };
    expect(await outcomes(env)).toMatchObject(right);
    expect([robot.shown, mail.mails]).toEqual([[], []]);
    const sent = await examine({ DATA_DIR: join(dir, 'data'), ...env }, { sends: true });
    expect(sent.filter(({ name }) => name.startsWith('notify:')).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect([robot.shown.length, mail.mails.length]).toEqual([1, 1]);
    const wrong = { NOTIFY_WECOM_URL: `${robot.url()}0`, SMTP_URL: mail.url.replace('invented', 'wrong') };
    const found = await examine({ DATA_DIR: join(dir, 'data'), ...env, ...wrong });
    expect(found.filter(({ outcome }) => outcome === 'untaken').map(({ name }) => name)).toEqual([
      'notify:wecom',
      'notify:email',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/b0b0b0b0|wrong@/);
    await Promise.all([robot.close(), mail.close()]);
  });

  it('tells whether colleagues can sign in by mail and with the firm’s accounts', async () => {
    const mail = await mailServer();
    const port = await freePort();
    const keys = { OIDC_ISSUER: `http://localhost:${port}`, OIDC_CLIENT_ID: 'yinlu', OIDC_CLIENT_SECRET: 'none' };
    const env = { SMTP_URL: mail.url, ...keys };
    expect(await outcomes(env)).toMatchObject({ mail: 'ok reached', oidc: 'fail unreachable' });
    const provider = await identityProvider({ port, redirectUri: 'http://127.0.0.1/', accounts: {} });
    const wrong = { ...env, SMTP_URL: mail.url.replace('invented', 'wrong') };
    expect(await outcomes(wrong)).toMatchObject({ mail: 'fail unreachable', oidc: 'ok reached' });
    expect(mail.mails).toEqual([]);
    await Promise.all([mail.close(), provider.close()]);
  });

  it('follows PUBLIC_URL to the service', async () => {
    expect((await outcomes({ PUBLIC_URL: address }))['public-url']).toBe('ok reached');
    expect((await outcomes({ PUBLIC_URL: `${address}/elsewhere` }))['public-url']).toBe('warn astray');
  });

  it('asks a real Redis whether it keeps messages and what time it is, and warns of a secret that is not shared', async () => {
    const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'everysec' });
    const REDIS_URL = `redis://127.0.0.1:${redis.port}`;
    expect(await outcomes({ REDIS_URL })).toMatchObject({ store: 'ok ready', clock: 'ok right', secret: 'warn unshared' });
    await redis.stop();
  });

  it('says so when the data folder cannot be written', async () => {
    const file = join(dir, 'a-file');
    await writeFile(file, '');
    const given = { DATA_DIR: join(file, 'data'), SECRET: 'a secret of at least thirty-two characters' };
    expect(await outcomes(given)).toMatchObject({ data: 'fail unwritable', store: 'fail unreachable' });
  });

  it('tells whether the store is encrypted, and when it was with another key', async () => {
    const dataDir = join(dir, 'encrypted');
    const key = 'a-key-of-the-tests-that-protects-nothing';
    await (await openStore({ dataDir, dataKeys: [key] })).close();
    const given = (DATA_KEY: string): Record<string, string> => ({ DATA_DIR: dataDir, DATA_KEY });
    expect(await outcomes(given(key))).toMatchObject({ encryption: 'ok on', store: 'ok ready' });
    expect(await outcomes(given(key.toUpperCase()))).toMatchObject({ encryption: 'ok on', store: 'fail locked' });
    expect(await outcomes(given('too short'))).toMatchObject({ settings: 'fail wrong' });
  });
});

async function doctor(args: readonly string[], env: Record<string, string>): Promise<{ code: number; text: string }> {
  const program = `process.exitCode = await (await import(${JSON.stringify(command)})).run(process.argv.slice(1))`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    env: { ...process.env, ...env },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}

describe('npm run doctor', () => {
  it('prints a line for each check with the fix, and exits with 1 when one fails', async () => {
    const env = { DATA_DIR: join(dir, 'data'), REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
    const { code, text } = await doctor(['--lang', 'en'], env);
    expect(code).toBe(1);
    expect(text).toMatch(/^fail store: Redis cannot be used \(.*ECONNREFUSED.*\) – for Redis: see that it runs/m);
    expect(text).toMatch(/^ok {3}node: Node \d+/m);
    // Nothing to compare this clock with.
    expect(text).not.toContain('clock:');
  });

  it('speaks Chinese unless told otherwise, JSON on demand, and refuses what it does not know', async () => {
    const env = { DATA_DIR: join(dir, 'data'), PORT: `${await freePort()}` };
    const chinese = await doctor([], env);
    expect(chinese).toMatchObject({ code: 0, text: expect.stringMatching(/^ok {3}settings: 配置可用$/m) });
    const json = JSON.parse((await doctor(['--json'], env)).text) as { name: string }[];
    expect(json.map(({ name }) => name)).toContain('content');
    expect((await doctor(['--nonsense'], env)).code).toBe(2);
    expect((await doctor(['--help'], env)).text).toContain('npm run doctor');
  });
});
