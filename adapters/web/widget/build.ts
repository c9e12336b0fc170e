import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, transform } from 'esbuild';
import { load } from 'js-yaml';
import * as z from 'zod';
import { languages } from '../../../bot/session/session.ts';

export interface Widget {
  /** `/widget.js`. */
  readonly loader: Uint8Array;
  /** Everything else, by path. The names carry a hash of the content: they may be cached for ever. */
  readonly files: Map<string, Uint8Array>;
}

export interface Built extends Widget {
  /** The files that it was made from, from the project's root; a change in another one changes nothing. */
  readonly inputs: readonly string[];
}

const accent = '#0d6b5e';
const textsSchema = z.record(z.string(), z.string());

/**
 * Builds the widget in memory: the loader, the panel, and the words of each language as a module of their own, so that a visitor
 * downloads one language. The loader names the others by their hashes: an old loader never meets a new panel. `wechat`: whether a talk
 * can be carried on there.
 */
export async function buildWidget({ wechat = false } = {}): Promise<Built> {
  const [words, loaderStyle, panelStyle] = await Promise.all([allWords(), minifiedCss('loader.css'), minifiedCss('panel.css')]);
  const files = new Map<string, Uint8Array>();
  const add = (name: string, content: Uint8Array): string => {
    const path = `/widget/${name}-${createHash('sha256').update(content).digest('base64url').slice(0, 8)}.js`;
    files.set(path, content);
    return path;
  };
  const keys = Object.keys(words[0]![1]);
  const panelCode = await bundle('panel.tsx', {
    format: 'esm',
    inject: ['node_modules/preact/dist/preact.mjs'],
    define: { STYLE: JSON.stringify(panelStyle), KEYS: JSON.stringify(keys.join(' ')) },
  });
  const panel = add('panel', panelCode.content);
  const texts = words.map(([language, says]) => {
    const path = add(
      language,
      Buffer.from(`export default ${JSON.stringify(keys.map((key) => (key === 'wechat' && !wechat ? '' : says[key])))}`),
    );
    return [language, { path, launcher: says['launcher'] }];
  });
  const known = { style: loaderStyle, panel, accent, texts: Object.fromEntries(texts) };
  const loader = await bundle('loader.ts', { format: 'iife', define: { LOADER: JSON.stringify(known) } });
  const inputs = new Set([...besides, ...panelCode.inputs, ...loader.inputs]);
  return { loader: loader.content, files, inputs: [...inputs] };
}

/** What the widget is made from beside the code of its bundles. */
const besides = [
  'bot/session/session.ts',
  'node_modules/esbuild/package.json',
  ...['build.ts', 'loader.css', 'panel.css', ...languages.map((language) => `texts/${language}.yaml`)].map(
    (name) => `adapters/web/widget/${name}`,
  ),
];

interface Bundle {
  readonly content: Uint8Array;
  readonly inputs: readonly string[];
}

async function bundle(entry: string, options: BuildOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)),
    entryPoints: [pathOf(entry)],
    bundle: true,
    metafile: true,
    write: false,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    // Not the automatic runtime: that is one more copy of what Preact has anyway.
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    tsconfigRaw: {},
    ...options,
  });
  // What is in angle brackets is no file but a value that was given here.
  const inputs = Object.keys(metafile!.inputs).filter((input) => !input.startsWith('<'));
  return { content: outputFiles![0]!.contents, inputs };
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
