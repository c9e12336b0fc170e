import { join } from 'node:path';
import type { PhraseMemory } from '../../knowledge/answer-index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { memoryOf, originOf } from './memory.ts';

const code = join(import.meta.dirname, '../../knowledge');

/**
 * Keeps what the phrases of the answers taught for the next start of the same content and code: to learn it anew takes the first question
 * more than half a second, to read it a twentieth of that.
 */
export function phraseMemory({ answers, ways, pinyin, outside }: Knowledge, { root }: { root: string }): PhraseMemory {
  const origin = (): string => originOf([JSON.stringify([...answers.values(), ways, pinyin, outside])], code);
  return memoryOf({ root, name: 'phrases', origin });
}
