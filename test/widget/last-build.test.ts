import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWidget } from '../../adapters/web/widget/build.ts';
import { lastWidget } from '../../adapters/web/widget/last-build.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinlu-widget-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mark = Buffer.from('kept').toString('base64');

interface Kept {
  loader: string;
  inputs: Record<string, string>;
}

/** Marks what was kept, so that it can be told from what is built. */
async function marked(change: (kept: Kept) => void = () => {}): Promise<void> {
  const kept = JSON.parse(await readFile(join(folder, 'widget.json'), 'utf8')) as Kept;
  kept.loader = mark;
  change(kept);
  await writeFile(join(folder, 'widget.json'), JSON.stringify(kept));
}

const loaderOf = async (): Promise<string> => Buffer.from((await lastWidget({ folder })).loader).toString();

test('the widget is what it is when built, and the next start takes it as it was kept', async () => {
  const built = await buildWidget();
  const first = await lastWidget({ folder });
  const next = await lastWidget({ folder });
  for (const widget of [first, next]) {
    expect(Buffer.from(widget.loader).equals(built.loader)).toBe(true);
    expect([...widget.files.keys()]).toEqual([...built.files.keys()]);
  }
  await marked();
  expect(await loaderOf()).toBe('kept');
});

test.each(['adapters/web/widget/panel.tsx', 'adapters/web/widget/texts/en.yaml', 'node_modules/esbuild/package.json'])(
  'a change in %s builds it anew',
  async (input) => {
    await lastWidget({ folder });
    await marked(({ inputs }) => {
      expect(inputs).toHaveProperty([input]);
      inputs[input] = 'of another content';
    });
    expect(await loaderOf()).not.toBe('kept');
  },
);

test('what was kept and is broken, or of a source that is gone, is built anew', async () => {
  await lastWidget({ folder });
  await marked(({ inputs }) => (inputs['adapters/web/widget/gone.ts'] = 'x'));
  expect(await loaderOf()).not.toBe('kept');
  await writeFile(join(folder, 'widget.json'), '{"loader":');
  expect((await loaderOf()).length).toBeGreaterThan(100);
});

test('where nothing can be kept it is built', async () => {
  await writeFile(join(folder, 'a-file'), '');
  const { loader } = await lastWidget({ folder: join(folder, 'a-file') });
  expect(loader.length).toBeGreaterThan(100);
});
