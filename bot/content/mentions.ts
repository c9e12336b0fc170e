import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Tells whether the code of `folder` names a text, in full ('compare.title') or by its beginning (`noted.${slot}`). A beginning
 * says nothing of the `families` whose keys follow from the flows.
 */
export async function mentionsIn(folder: string, families: readonly string[]): Promise<(key: string) => boolean> {
  const names = await readdir(folder, { recursive: true });
  const exact = new Set<string>();
  const beginnings = new Set<string>();
  for (const name of names.filter((file) => /\.tsx?$/.test(file))) {
    const code = await readFile(join(folder, name), 'utf8');
    for (const [, literal] of code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)) exact.add(literal ?? '');
    for (const [, head] of code.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)) beginnings.add(head ?? '');
  }
  for (const family of families) beginnings.delete(`${family}.`);
  return (key) => exact.has(key) || [...beginnings].some((head) => key.startsWith(head));
}
