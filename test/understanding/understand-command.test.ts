import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const program = `const { run } = await import(${JSON.stringify(join(import.meta.dirname, '../../bot/commands/understand.ts'))}); process.exitCode = await run(process.argv.slice(1));`;
const understand = (input: string, ...args: string[]): { stdout: string; stderr: string; status: number | null } =>
  spawnSync(process.execPath, ['--input-type=module', '-e', program, '--', ...args], { input, encoding: 'utf8' });

test('each line is answered in the labelled format, whatever the context is called', () => {
  const { stdout, status } = understand(
    [
      { id: 'a', lang: 'zh', context: 'capital', text: '五百' },
      { id: 7, lang: 'fr', context: 'lunch', text: '95码号怎么申请', now: '2026-03-09' },
      { id: 'c', lang: 'zh', context: 'none', text: '旅行社许可证' },
      { id: 'd', lang: 'zh', context: 'capital', text: '不到一千万' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { id: 'a', slots: { capital: { min: 5e6, max: 5e6, currency: 'CNY', kind: null } }, intents: [], corrections: [] },
    { id: 7, slots: { licence: 'code95' }, intents: ['process', 'apply'], corrections: [] },
    { id: 'c', slots: {}, service: 'travel-agency', intents: [], corrections: [] },
    { id: 'd', slots: { capital: { min: null, max: 1e7, currency: 'CNY', kind: null } }, intents: [], corrections: [] },
  ]);
  expect(status).toBe(0);
});

test('a bad line is reported with its number and the others are answered', () => {
  const { stdout, stderr, status } = understand('{"id":1,"text":"内资"}\nnonsense\n{"id":3}\n{"id":4,"text":"全国"}\n');
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(stderr).toMatch(/line 2: not JSON[^]*line 3: /);
  expect(status).toBe(1);
});

test('--help tells the format', () => {
  expect(understand('', '--help').stdout).toContain('{id, lang, context, text}');
  expect(understand('', '--modell')).toMatchObject({ stdout: '', status: 1 });
});
