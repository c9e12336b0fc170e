import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { assembleVocabulary, vocabularySchema, type Vocabulary } from './vocabulary.ts';

/**
 * Reads the vocabulary files that come with the project and those of the given folders, as far as they are there: the words of a firm
 * join ours. Throws an Error that names the file which is not as it should be.
 */
export function loadVocabulary(folders: readonly string[] = []): Vocabulary {
  const paths = [ownFolder, ...folders.filter((folder) => existsSync(folder))].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  return assembleVocabulary(Object.fromEntries(paths.map((path) => [path, readVocabularyFile(path)])));
}

/** The words that a firm adds, under the root of its content; the folder need not be there. */
export const firmsVocabulary = 'knowledge/vocabulary';

const ownFolder = join(import.meta.dirname, 'vocabulary');

function readVocabularyFile(path: string): ReturnType<typeof vocabularySchema.parse> {
  try {
    return vocabularySchema.parse(load(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
