import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { assembleVocabulary, vocabularySchema, type Vocabulary } from './vocabulary.ts';

/**
 * Reads every vocabulary file of the given folders; without any, those that come with the project. A firm adds a folder of its own
 * and its words join ours. Throws an Error that names the file which is not as it should be.
 */
export function loadVocabulary(folders: readonly string[] = [ownFolder]): Vocabulary {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  return assembleVocabulary(Object.fromEntries(paths.map((path) => [path, readVocabularyFile(path)])));
}

export const ownFolder = join(import.meta.dirname, 'vocabulary');

function readVocabularyFile(path: string): ReturnType<typeof vocabularySchema.parse> {
  try {
    return vocabularySchema.parse(load(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
