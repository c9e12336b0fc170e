import type { Language } from '../../session/session.ts';

/** An answer that a model may word anew. */
export interface Wish {
  readonly conversation: string;
  readonly language: Language;
  /** What was asked, without anything personal. */
  readonly question: string;
  /** What is sent when the model has nothing better. */
  readonly curated: string;
  /** The statements that it rests on, in words. */
  readonly facts: readonly string[];
}

export interface AnswerWriter {
  /** The answer in other words that say the same, as far as can be told; null when there are none. Never rejects. */
  word(wish: Wish, signal?: AbortSignal): Promise<string | null>;
}
