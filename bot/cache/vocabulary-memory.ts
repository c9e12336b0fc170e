import { join } from 'node:path';
import type { LearntVocabulary } from '../understanding/load-vocabulary.ts';
import { type Memory, memoryOf, originOf } from './memory.ts';

const code = join(import.meta.dirname, '../understanding');

/** Keeps the vocabulary read and looked through for the next start: to do it anew is a fifth of a start, to find it a fiftieth. */
export function vocabularyMemory({ root }: { root: string }): (texts: readonly string[]) => Memory<LearntVocabulary> {
  return (texts) => memoryOf({ root, name: 'vocabulary', origin: () => originOf(texts, code) });
}
