import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { completionOf, modelServer } from '../support/model-server.ts';

const main = join(import.meta.dirname, '../../bot/main.ts');
// Away from any .env.
const dir = mkdtempSync(join(tmpdir(), 'yinlu-understand-'));
afterAll(() => rmSync(dir, { recursive: true }));

async function understand(env: NodeJS.ProcessEnv, input: string): Promise<{ out: string; err: string; code: unknown }> {
  const child = spawn(process.execPath, [main, 'understand', '--model'], { cwd: dir, env });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { out, err, code };
}

test('a message that the rules make nothing of is read by the model, and its answer says so', async () => {
  const server = await modelServer();
  server.will(completionOf({ slots: { licence: 'code95', scope: 'nationwide' }, intents: ['price'] }));
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'a-model', OPENAI_BASE_URL: server.baseUrl };
  const lines = [
    { id: 1, lang: 'zh', context: 'capital', text: '五百' },
    { id: 2, lang: 'zh', context: 'none', text: '俺们想整那个本本' },
  ];
  const { out, err, code } = await understand(env, lines.map((line) => JSON.stringify(line)).join('\n'));
  await server.close();
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { id: 1, slots: { capital: { min: 5e6, max: 5e6, currency: 'CNY', kind: null } }, intents: [], corrections: [] },
    { id: 2, slots: { licence: 'code95', scope: 'nationwide' }, intents: ['price'], corrections: [], by: 'model' },
  ]);
  expect(server.requests).toHaveLength(1);
});

test('without a model it says so in one line', async () => {
  const { out, err, code } = await understand({}, '{"id":1,"text":"内资"}\n');
  expect({ out, code }).toEqual({ out: '', code: 1 });
  expect(err).toMatch(/^there is no model: set OPENAI_API_KEY and OPENAI_MODEL\n$/);
});
