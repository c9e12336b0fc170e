import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { exactSource } from './exact-source.ts';
import type { Problem } from './problem.ts';
import { quickValue } from './quick.ts';

export type Path = readonly PropertyKey[];
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML file as it was read: its value, what is wrong with its writing, and where each part of it stands. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where `path` stands; of what is not there, where its nearest parent does. With `needle`, where that stands inside of it. */
  place(path: Path, needle?: string): Place;
}

/** Reads one YAML file under `root`. What is wrong with its writing, or keeps it from being read, is in `problems`. */
export async function readSource(root: string, file: string, kind: { texts: boolean }): Promise<Source> {
  const bytes = await readFile(join(root, file)).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error)
    return unread(file, `this file cannot be read (${bytes.code ?? bytes.message})`, 'Let the server read it');
  try {
    return sourceOf(file, utf8.decode(bytes), kind);
  } catch (error) {
    // What an editor under Windows saves as GBK would be shown to visitors as garbage.
    if (error instanceof TypeError) return unread(file, 'this file is not written in UTF-8', 'Save it as UTF-8');
    throw error;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function unread(file: string, message: string, fix: string): Source {
  const place = { line: 1, column: 1 };
  return { file, value: undefined, problems: [{ file, ...place, message, fix }], place: () => place };
}

/** In a file of texts every value is a text: there `yes` is as good as 'yes'. */
export function sourceOf(file: string, text: string, kind = { texts: false }): Source {
  const quick = quickValue(text, kind);
  if (!quick) return exactly().exactSource(file, text, kind);
  // Most files are never asked where something stands.
  let exact: Source | undefined;
  return {
    file,
    value: quick.value,
    problems: [],
    place: (path, needle) => (exact ??= exactly().exactSource(file, text, kind)).place(path, needle),
  };
}

/** The exact reader, with its seventy modules, is loaded when something has to be told. */
function exactly(): { readonly exactSource: typeof exactSource } {
  return load('./exact-source.ts') as { readonly exactSource: typeof exactSource };
}

const load = createRequire(import.meta.url);
