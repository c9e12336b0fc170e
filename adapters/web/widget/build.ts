import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, transform } from 'esbuild';
import { load } from 'js-yaml';
import * as z from 'zod';
import { languages } from '../../../bot/session.ts';

export interface Widget {
  /** `/widget.js`. */
  readonly loader: Uint8Array;
  /** Everything else, by path. The names carry a hash of the content: they may be cached for ever. */
  readonly files: Map<string, Uint8Array>;
}

const accent = '#0d6b5e';
const textsSchema = z.record(z.string(), z.string());

/**
 * Builds the widget in memory: the loader, the panel, and the words of each language as a module of their own, so that a visitor
 * downloads one language. The loader names the others by their hashes: an old loader never meets a new panel. `wechat`: whether a talk
 * can be carried on there.
 */
export async function buildWidget({ wechat = false } = {}): Promise<Widget> {
  const [words, loaderStyle, panelStyle] = await Promise.all([allWords(), minifiedCss('loader.css'), minifiedCss('panel.css')]);
  const files = new Map<string, Uint8Array>();
  const add = (name: string, content: Uint8Array): string => {
    const path = `/widget/${name}-${createHash('sha256').update(content).digest('base64url').slice(0, 10)}.js`;
    files.set(path, content);
    return path;
  };
  const panel = add('panel', await bundle('panel.tsx', { format: 'esm', define: { STYLE: JSON.stringify(panelStyle) } }));
  const texts = words.map(([language, says]) => {
    const path = add(language, Buffer.from(`export default ${JSON.stringify(wechat ? says : { ...says, wechat: '' })}`));
    return [language, { path, launcher: says['launcher'] }];
  });
  const known = { style: loaderStyle, panel, accent, texts: Object.fromEntries(texts) };
  const loader = await bundle('loader.ts', { format: 'iife', define: { LOADER: JSON.stringify(known) } });
  return { loader, files };
}

async function bundle(entry: string, options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [pathOf(entry)],
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    ...options,
  });
  return outputFiles![0]!.contents;
}

/** The widget's words. Every language says everything that Chinese says. */
async function allWords(): Promise<readonly Said[]> {
  const words = await Promise.all(languages.map(wordsOf));
  for (const [language, says] of words) {
    const missing = Object.keys(words[0]![1]).filter((key) => !says[key]);
    if (missing.length > 0) throw new Error(`adapters/web/widget/texts/${language}.yaml has no words for: ${missing.join(', ')}`);
  }
  return words;
}

type Said = readonly [language: string, says: Readonly<Record<string, string>>];

async function wordsOf(language: string): Promise<Said> {
  return [language, textsSchema.parse(load(await readFile(pathOf(`texts/${language}.yaml`), 'utf8')))];
}

async function minifiedCss(file: string): Promise<string> {
  const { code } = await transform(await readFile(pathOf(file), 'utf8'), { loader: 'css', minify: true, target: 'es2022' });
  return code.trim();
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
