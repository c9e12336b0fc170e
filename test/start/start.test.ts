import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));

let dir = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yinlu-start-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** What a start that fails says, and how it ends; one that does not end is a test that does not end. */
async function failing(env: Record<string, string>): Promise<{ code: unknown; error: string }> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], DATA_DIR: join(dir, 'data'), LOG_LEVEL: 'silent', ...env },
  });
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, error: error.trim() };
}

test('a start on a port that is in use ends, and names the setting', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, error } = await failing({ PORT: String(port) });
  other.close();
  expect(error).toBe(`PORT: ${port} is in use, by another program or by Yinlu itself; end that one, or choose another PORT`);
  expect(code).toBe(1);
}, 30_000);

test('an address of another machine is told as the wrong HOST that it is', async () => {
  const { code, error } = await failing({ HOST: '192.0.2.1', PORT: '4000' });
  expect(error).toBe('HOST: 192.0.2.1 is no address of this machine; 0.0.0.0 is all that it has');
  expect(code).toBe(1);
}, 30_000);

test('a setting that is no address has one line, and no program text', async () => {
  const { code, error } = await failing({
    PUBLIC_URL: 'chat.example.com',
    NOTIFY_WECOM_URL: 'robot',
    OIDC_ISSUER: 'http://a.example',
  });
  expect(error.split('\n')).toEqual([
    'PUBLIC_URL: must be an http(s) address, such as https://example.com',
    'OIDC_ISSUER: plain http: is accepted for loopback addresses only; use https:',
    'NOTIFY_WECOM_URL: must be an http(s) address, such as https://example.com',
    'OIDC_CLIENT_ID: is needed with OIDC_ISSUER: as the provider registered this console',
    'OIDC_CLIENT_SECRET: is needed with OIDC_ISSUER: as the provider registered this console',
  ]);
  expect(code).toBe(1);
}, 30_000);

test('a data folder that is a file, and a database that is none, are told in a line', async () => {
  await writeFile(join(dir, 'yinlu.db'), 'no database at all, only words');
  expect(await failing({ DATA_DIR: dir })).toEqual({
    code: 1,
    error: `cannot open ${join(dir, 'yinlu.db')}: file is not a database`,
  });
  const { code, error } = await failing({ DATA_DIR: join(dir, 'yinlu.db') });
  expect(error).toMatch(/^DATA_DIR: .*yinlu\.db cannot be written \(EEXIST: [^\n]*$/);
  expect(code).toBe(1);
}, 30_000);
