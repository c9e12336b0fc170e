import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../content/load.ts';
import { memoryOf, originOf } from './memory.ts';

const bot = join(import.meta.dirname, '..');
const code = ['bot/content', 'bot/understanding', 'flows', 'knowledge'].map((folder) => join(bot, '..', folder));

/**
 * `loadContent`, found again by the next start: to read and judge every file is a fifth of a start, to find what came of it a fiftieth.
 * Throws ContentError; what is refused is not kept.
 */
export async function recallContent({ root }: { root: string }): Promise<Content> {
  const origin = originIn(root);
  const memory = origin === null ? null : memoryOf<Content>({ root, name: 'content', origin: () => origin });
  const recalled = memory?.recall();
  if (recalled) return recalled;
  const { loadContent } = await import('../content/load.ts');
  const content = await loadContent({ root });
  memory?.keep(content);
  return content;
}

/** Taken before anything is read: what is changed meanwhile is another origin. Null where a file cannot be read; `loadContent` says which. */
function originIn(root: string): string | null {
  try {
    const files = globSync(['flows/**/*.yaml', 'knowledge/**/*.yaml'], { cwd: root }).toSorted();
    return originOf(
      files.flatMap((file) => [file, readFileSync(join(root, file), 'base64')]),
      ...code,
    );
  } catch {
    return null;
  }
}
