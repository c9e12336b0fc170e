import type { AnswerWriter } from '../wording/model/wish.ts';
import { loadVocabulary } from '../understanding/load-vocabulary.ts';
import type { CallsDeps } from './calls.ts';
import type { Service } from './completion.ts';
import type { ModelReader } from '../understanding/model/proposal.ts';

export interface Model {
  readonly model: ModelReader;
  readonly writer: AnswerWriter;
}

/** Both uses of a service that is configured; they share what may be spent on it. Loaded only then: its client is large. */
export async function openModel(deps: Service & CallsDeps): Promise<Model> {
  const [{ modelReader }, { answerWriter }, { Calls }] = await Promise.all([
    import('../understanding/model/reader.ts'),
    import('../wording/model/writer.ts'),
    import('./calls.ts'),
  ]);
  const shared = { ...deps, calls: new Calls(deps) };
  return { model: modelReader({ ...shared, vocabulary: loadVocabulary() }), writer: answerWriter(shared) };
}
