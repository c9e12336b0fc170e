import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PhraseMemory } from '../../knowledge/answer-index.ts';
import type { LearntPhrases } from '../../knowledge/phrase-index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { keepFile, keptFolder } from './kept-file.ts';

const code = join(import.meta.dirname, '../../knowledge');

/**
 * Keeps what the phrases of the answers taught for the next start of the same content and code: to learn it anew takes the first question
 * more than half a second, to read it a twentieth of that.
 */
export function phraseMemory(knowledge: Knowledge, { root }: { root: string }): PhraseMemory {
  const file = join(keptFolder(root), 'phrases');
  return {
    recall() {
      try {
        const { of, learnt } = deserialize(readFileSync(file)) as Kept;
        return of === originOf(knowledge) ? learnt : null;
      } catch {
        // None yet, or cut short.
        return null;
      }
    },
    keep: (learnt) => void keepFile(file, serialize({ of: originOf(knowledge), learnt } satisfies Kept)),
  };
}

interface Kept {
  readonly of: string;
  readonly learnt: LearntPhrases;
}

/** What it was learnt from, and how: the phrases, the rules that read them, and the names that Node has for countries. */
function originOf({ answers, ways, pinyin, outside }: Knowledge): string {
  const hash = createHash('sha256').update(JSON.stringify([...answers.values(), ways, pinyin, outside, process.versions]));
  for (const file of globSync('*.ts', { cwd: code }).toSorted()) hash.update(readFileSync(join(code, file)));
  return hash.digest('base64url');
}
