import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { modelOf } from '../../bot/commands/doctor-network.ts';
import { loadConfig } from '../../bot/config.ts';
import { type Behaviour, type ModelServer, modelServer } from '../support/model-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'yinlu-doctor-model-'));
let server: ModelServer;
beforeEach(async () => {
  server = await modelServer();
});
afterEach(() => server.close());
afterAll(() => rmSync(dir, { recursive: true }));

const found = async (env: NodeJS.ProcessEnv) => modelOf(loadConfig({ DATA_DIR: dir, ...env }));
const configured = () => ({ OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'a-model', OPENAI_BASE_URL: server.baseUrl });

test('no model is no fault', async () => {
  expect(await found({})).toMatchObject({ level: 'ok', outcome: 'unset' });
});

test.each([
  ['ok reached', 200],
  ['ok reached', 404],
  ['warn refused', 401],
  ['warn unreachable', 500],
  ['warn unreachable', 302],
])('%s: the service answered %d', async (expected, status) => {
  server.will({ type: 'answers', status, body: '{"data":[]}', headers: { location: '/' } } satisfies Behaviour);
  const { level, outcome } = await found(configured());
  expect(`${level} ${outcome}`).toBe(expected);
  expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer sk-test']);
});

test('a service that is gone is told without its key', async () => {
  const env = configured();
  await server.close();
  const finding = await found(env);
  expect(finding).toMatchObject({ level: 'warn', outcome: 'unreachable' });
  expect(JSON.stringify(finding)).not.toContain('sk-test');
  server = await modelServer();
});
