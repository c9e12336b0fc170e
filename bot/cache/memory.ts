import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { keepFile, keptFolder } from './kept-file.ts';

/** What an earlier start has made of the same, if it kept it. */
export interface Memory<T> {
  readonly recall: () => T | null;
  readonly keep: (made: T) => void;
}

export interface Origin {
  readonly root: string;
  /** Of the file that it is kept in. */
  readonly name: string;
  /** Tells what it was made from, the code that makes it among it. */
  readonly origin: () => string;
}

/** Keeps plain data for the next start of the same content and code. */
export function memoryOf<T>({ root, name, origin }: Origin): Memory<T> {
  const file = join(keptFolder(root), name);
  return {
    recall() {
      try {
        const { of, made } = deserialize(readFileSync(file)) as Kept<T>;
        return of === origin() ? made : null;
      } catch {
        // None yet, or cut short.
        return null;
      }
    },
    keep: (made) => void keepFile(file, serialize({ of: origin(), made } satisfies Kept<T>)),
  };
}

interface Kept<T> {
  readonly of: string;
  readonly made: T;
}

/** One name for some texts together with the code of some folders, and this Node, whose own words and names count as well. */
export function originOf(texts: readonly string[], ...code: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([texts, process.versions]));
  for (const folder of code) {
    for (const file of globSync('*.{ts,yaml}', { cwd: folder }).toSorted()) hash.update(readFileSync(join(folder, file)));
  }
  return hash.digest('base64url');
}
