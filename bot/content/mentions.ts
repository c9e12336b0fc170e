import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Tells whether the code of these folders names a text, in full ('compare.title') or by its beginning (`noted.${slot}`). A beginning
 * says nothing of the `families` whose keys follow from the flows.
 */
export async function mentionsIn(folders: readonly string[], families: readonly string[]): Promise<(key: string) => boolean> {
  const files = await Promise.all(folders.map((folder) => codeIn(folder)));
  const exact = new Set<string>();
  const beginnings = new Set<string>();
  for (const file of files.flat()) {
    const code = await readFile(file, 'utf8');
    for (const [, literal] of code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)) exact.add(literal ?? '');
    for (const [, head] of code.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)) beginnings.add(head ?? '');
  }
  for (const family of families) beginnings.delete(`${family}.`);
  return (key) => exact.has(key) || [...beginnings].some((head) => key.startsWith(head));
}

/** An optional channel may have packages of its own below: they are not ours, and many. */
async function codeIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : codeIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
