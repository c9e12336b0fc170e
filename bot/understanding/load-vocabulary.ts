import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Memory } from '../cache/memory.ts';
import { learnPrefixes, type LearntPrefixes } from './prefilter.ts';
import { assembleVocabulary, phrasesOf, vocabularySchema, type Vocabulary, type VocabularyFile } from './vocabulary.ts';

/** The files as they were read, and how their phrases begin: plain data. */
export interface LearntVocabulary {
  readonly files: readonly VocabularyFile[];
  readonly prefixes: LearntPrefixes;
}

/**
 * Reads the vocabulary files that come with the project and those of the given folders, as far as they are there: the words of a firm
 * join ours. `memoryOf` the same files, if given, is asked first. Throws an Error that names the file which is not as it should be.
 */
export function loadVocabulary(
  folders: readonly string[] = [],
  memoryOf?: (texts: readonly string[]) => Memory<LearntVocabulary>,
): Vocabulary {
  const paths = [ownFolder, ...folders.filter((folder) => existsSync(folder))].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const memory = memoryOf?.(sources.map(({ text }) => text));
  const recalled = memory?.recall();
  if (recalled) return assembleVocabulary(recalled.files, recalled.prefixes);
  const files = sources.map(vocabularyIn);
  const learnt = { files, prefixes: learnPrefixes(phrasesOf(files)) };
  const vocabulary = assembleVocabulary(learnt.files, learnt.prefixes);
  memory?.keep(learnt);
  return vocabulary;
}

/** The words that a firm adds, under the root of its content; the folder need not be there. */
export const firmsVocabulary = 'knowledge/vocabulary';

const ownFolder = join(import.meta.dirname, 'vocabulary');

function vocabularyIn({ path, text }: { path: string; text: string }): VocabularyFile {
  try {
    return vocabularySchema.parse(load(text));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
