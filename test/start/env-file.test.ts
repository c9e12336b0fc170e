import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingNames } from '../../bot/config.ts';
import { misspeltIn } from '../../bot/settings/env-file.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'env-'))));
afterAll(() => rm(folder, { recursive: true }));

test('a misspelt setting is told with what was meant, other programs are left alone, and no value is named', async () => {
  const file = join(folder, '.env');
  await writeFile(
    file,
    'PROT=3001\nREDIS_URI=redis://invented\nPORT=3000\nCOMPOSE_PROJECT_NAME=x\n# SECRT=none\nNODE_ENV=production\n',
  );
  expect(misspeltIn(file)).toEqual([
    { name: 'PROT', hint: 'Did you mean "PORT"?' },
    { name: 'REDIS_URI', hint: 'Did you mean "REDIS_URL"?' },
  ]);
  expect(misspeltIn(join(folder, 'none'))).toEqual([]);
});

test('the mark that editors under Windows put before the first setting is none of its name', async () => {
  const file = join(folder, '.env');
  await writeFile(file, '\ufeffPORT=70000\n');
  expect(misspeltIn(file)).toEqual([]);
  // It is heard: no such port can be.
  const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));
  const { stderr } = spawnSync(process.execPath, [main], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toContain('PORT');
});

test('every setting of .env.example is known', async () => {
  const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !settingNames.includes(name ?? ''))).toEqual([]);
});
