import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The console's page and its files, by name. The names carry a hash of the content. */
export interface ConsoleFiles {
  readonly page: string;
  readonly assets: ReadonlyMap<string, { readonly body: Uint8Array; readonly type: string }>;
}

/** Bundles the console in memory. What only one view needs is a file of its own, loaded with that view. */
export async function buildConsole(): Promise<ConsoleFiles> {
  const { outputFiles } = await build({
    entryPoints: ['app/main.tsx', 'app/style.css'].map((file) => fileURLToPath(new URL(file, import.meta.url))),
    outdir: '/console',
    bundle: true,
    splitting: true,
    entryNames: 'app-[hash]',
    chunkNames: 'part-[hash]',
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const assets = new Map<string, { body: Uint8Array; type: string }>();
  const names = { js: '', css: '' };
  for (const { path, contents } of outputFiles) {
    const kind = path.endsWith('.css') ? 'css' : 'js';
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name.startsWith('app-')) names[kind] = name;
    assets.set(name, {
      body: contents,
      type: kind === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    });
  }
  return { page: pageOf(names), assets };
}

function pageOf({ js, css }: { js: string; css: string }): string {
  return `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>引路</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/${css}">
<body><script type="module" src="/console/${js}"></script></body>
</html>
`;
}
