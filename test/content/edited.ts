import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkContent } from '../../bot/content/check.ts';
import { loadContent } from '../../bot/content/load.ts';
import { ContentError, lineOf, type Problem } from '../../bot/content/problem.ts';
import { type Source, sourceOf } from '../../bot/content/source.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/**
 * The problems of the real content after an edit (of a file that is not there: after writing it), and more of them, as they are printed;
 * `line` is where the first was made.
 */
export function problemsAfter(edit: Edit, ...more: Edit[]): Promise<{ problems: readonly string[]; line: number }> {
  return afterEdit(edit, async (folder) => {
    for (const other of more) await makeEdit(folder, other);
    return (await checkContent({ root: folder, read })).problems;
  });
}

/** What a start says of the real content after one edit. */
export function refusedAtStart(edit: Edit): Promise<{ problems: readonly string[]; line: number }> {
  return afterEdit(edit, (folder) =>
    loadContent({ root: folder }).then(
      () => [],
      (error: unknown) => {
        if (error instanceof ContentError) return error.problems;
        throw error;
      },
    ),
  );
}

async function afterEdit(
  edit: Edit,
  judge: (folder: string) => Promise<readonly Problem[]>,
): Promise<{ problems: readonly string[]; line: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    await copyContent(folder);
    const line = await makeEdit(folder, edit);
    const problems = await judge(folder);
    return { problems: problems.map(lineOf), line };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function makeEdit(folder: string, { file, from, to }: Edit): Promise<number> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  const at = typeof from === 'string' ? text.indexOf(from) : text.search(from);
  if (at === -1) throw new Error(`${file} has no ${String(from)}`);
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text.replace(from, to));
  return text.slice(0, at).split('\n').length;
}

async function copyContent(folder: string): Promise<void> {
  for (const part of ['flows', 'knowledge'])
    await cp(join(root, part), join(folder, part), { recursive: true, filter: isContent });
}

function isContent(path: string): boolean {
  return !/\.tsx?$/.test(path);
}

/** The files that an edit leaves alone are parsed once for all edits. */
const sources = new Map<string, { readonly text: string; readonly source: Source }>();

async function read(folder: string, file: string, kind: { texts: boolean }): Promise<Source> {
  const text = await readFile(join(folder, file), 'utf8');
  const known = sources.get(file);
  if (known?.text === text) return known.source;
  const source = sourceOf(file, text, kind);
  if (!known) sources.set(file, { text, source });
  return source;
}
