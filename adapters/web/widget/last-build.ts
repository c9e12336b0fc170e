import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { keepFile, keptFolder } from '../../../bot/cache/kept-file.ts';
import type { Built, Widget } from './build.ts';

const root = join(import.meta.dirname, '../../..');

/** Contents in base64, with the hash of every file that they were made from. */
const keptSchema = z.object({
  loader: z.string(),
  files: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), z.string()),
});

/**
 * The widget as it was last built, when nothing that it is made from has changed since; else it is built, and kept: the bundler is
 * a tenth of a start.
 */
export async function lastWidget({ wechat = false, folder = keptFolder(root) } = {}): Promise<Widget> {
  const file = join(folder, `widget${wechat ? '-wechat' : ''}.json`);
  const kept = await keptIn(file);
  if (kept) return kept;
  const { buildWidget } = await import('./build.ts');
  const built = await buildWidget({ wechat });
  await keep(file, built);
  return built;
}

async function keptIn(file: string): Promise<Widget | null> {
  try {
    const { loader, files, inputs } = keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const are = await hashesOf(Object.keys(inputs));
    if (Object.entries(inputs).some(([input, hash]) => are[input] !== hash)) return null;
    const contents = Object.entries(files).map(([path, content]) => [path, Buffer.from(content, 'base64')] as const);
    return { loader: Buffer.from(loader, 'base64'), files: new Map(contents) };
  } catch {
    // None yet, cut short, or one of its sources is gone.
    return null;
  }
}

async function keep(file: string, { loader, files, inputs }: Built): Promise<void> {
  const contents = Object.fromEntries(Array.from(files, ([path, content]) => [path, base64(content)]));
  const kept: z.infer<typeof keptSchema> = { loader: base64(loader), files: contents, inputs: await hashesOf(inputs) };
  await keepFile(file, JSON.stringify(kept));
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

async function hashesOf(inputs: readonly string[]): Promise<Record<string, string>> {
  const hashed = inputs.map(async (input) => {
    const content = await readFile(join(root, input));
    return [input, createHash('sha256').update(content).digest('base64url')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}
