import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceOf as expressionOf } from '../understanding/phrase-source.ts';
import { type VocabularyFile, vocabularySchema } from '../understanding/vocabulary.ts';
import { problemsOfIssues } from './issues.ts';
import type { Problem } from './problem.ts';
import { readSource, type Path, type Source } from './source.ts';

/** The words that come with the project. */
export const ownVocabulary = 'bot/understanding/vocabulary';

/** What is wrong with the vocabulary files of some folders under `root`: names that nothing reads, and phrases with half a bracket. */
export async function vocabularyProblems(
  root: string,
  folders: readonly string[],
  read: typeof readSource = readSource,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const folder of folders) {
    for (const name of await filesIn(join(root, folder))) {
      problems.push(...problemsIn(await read(root, `${folder}/${name}`, { texts: false })));
    }
  }
  return problems;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.yaml')).toSorted();
}

function problemsIn(source: Source): readonly Problem[] {
  if (source.value === undefined) return source.problems;
  const result = vocabularySchema.safeParse(source.value, { reportInput: true });
  const found = result.success ? phraseProblems(source, result.data) : problemsOfIssues(source, result.error);
  return [...source.problems, ...found];
}

function phraseProblems(source: Source, { words, parts, services }: VocabularyFile): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [section, all] of Object.entries({ words, parts, services })) {
    for (const [list, phrases] of Object.entries(all)) {
      phrases.forEach((phrase, index) => {
        const message = wrongIn(phrase);
        if (message) problems.push(problemAt(source, [section, list, index], message));
      });
    }
  }
  return problems;
}

function wrongIn(phrase: string): string | null {
  try {
    expressionOf(phrase);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function problemAt(source: Source, path: Path, message: string): Problem {
  const fix = 'Close it, or take it out: (a|b) is one of several, [a] may be missing';
  return { file: source.file, ...source.place(path), message, fix };
}
