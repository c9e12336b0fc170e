import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recallContent } from '../../bot/cache/content-memory.ts';
import { keptFolder } from '../../bot/cache/kept-file.ts';
import { type Content, loadContent } from '../../bot/content/load.ts';
import { ContentError } from '../../bot/content/problem.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yinlu-content-'));
  for (const part of ['flows', 'knowledge'])
    await cp(join(import.meta.dirname, '../..', part), join(root, part), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const kept = (): string => join(keptFolder(root), 'content');

/** Starts once, and waits until what it made of the content is kept. */
async function firstStart(): Promise<Content> {
  const content = await recallContent({ root });
  await expect.poll(() => readFile(kept()).catch(() => null)).not.toBeNull();
  return content;
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(root, file), text.replace(from, to));
}

test('the next start finds the content as it was read', async () => {
  const first = await firstStart();
  const second = await recallContent({ root });
  expect(second).not.toBe(first);
  expect(second).toEqual(await loadContent({ root }));
});

test('an edit counts at the next start, and so does taking it back', async () => {
  await firstStart();
  await edit('knowledge/firm.yaml', '启明许可咨询', '星河许可咨询');
  expect((await recallContent({ root })).firm.name['zh-Hans']).toContain('星河');
  await edit('knowledge/firm.yaml', '星河许可咨询', '启明许可咨询');
  expect((await recallContent({ root })).firm.name['zh-Hans']).toContain('启明');
});

test('content that is refused is refused at every start', async () => {
  await firstStart();
  await edit('flows/slots.yaml', 'slots:', 'slotz:');
  await expect(recallContent({ root })).rejects.toThrow(ContentError);
  await expect(recallContent({ root })).rejects.toThrow(ContentError);
});

test('what was kept and is cut short is read anew', async () => {
  await firstStart();
  await writeFile(kept(), (await readFile(kept())).subarray(0, 1000));
  expect(await recallContent({ root })).toEqual(await loadContent({ root }));
});
