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
  return afterEdits([edit, ...more], async (folder) => (await checkContent({ root: folder, read })).problems);
}

/** What a start says of the real content after one edit. */
export function refusedAtStart(edit: Edit): Promise<{ problems: readonly string[]; line: number }> {
  return afterEdits([edit], (folder) =>
    loadContent({ root: folder }).then(
      () => [],
      (error: unknown) => {
        if (error instanceof ContentError) return error.problems;
        throw error;
      },
    ),
  );
}

async function afterEdits(
  edits: readonly Edit[],
  judge: (folder: string) => Promise<readonly Problem[]>,
): Promise<{ problems: readonly string[]; line: number }> {
  const folder = await (copy ??= copyContent());
  try {
    const lines: number[] = [];
    for (const edit of edits) lines.push(await makeEdit(folder, edit));
    const problems = await judge(folder);
    return { problems: problems.map(lineOf), line: lines[0] ?? 0 };
  } finally {
    await Promise.all(edits.map(({ file }) => restore(folder, file)));
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

/** For the end of a file that made edits. */
export async function removeCopy(): Promise<void> {
  const folder = await copy;
  copy = undefined;
  if (folder) await rm(folder, { recursive: true });
}

/** As it is in the project: what is not there goes. */
async function restore(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true });
  await cp(join(root, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** One copy is edited for all tests of a file, and is as it was after each. */
let copy: Promise<string> | undefined;

async function copyContent(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  for (const part of ['flows', 'knowledge'])
    await cp(join(root, part), join(folder, part), { recursive: true, filter: isContent });
  return folder;
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
