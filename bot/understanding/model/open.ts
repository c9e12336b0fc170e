import { loadVocabulary } from '../load-vocabulary.ts';
import type { ModelReader } from './proposal.ts';
import type { ModelReaderDeps } from './reader.ts';

/** The reader of a service that is configured. Loaded only then: its client is large. */
export async function openModel(deps: Omit<ModelReaderDeps, 'vocabulary'>): Promise<ModelReader> {
  const { modelReader } = await import('./reader.ts');
  return modelReader({ ...deps, vocabulary: loadVocabulary() });
}
