import { clausesOf } from './clauses.ts';
import { without } from './masking.ts';
import type { Intent } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What a question is about that no phrase of the intents knows: 单省可以打外省的电话吗 asks whether one may, "when … ready" for how long.
 * Where `told`, a mere question mark is doubt about what is told.
 */
export function topicOf(text: string, told: boolean, vocabulary: Vocabulary): Intent | null {
  const { words } = vocabulary;
  for (const { text: said } of clausesOf(text, vocabulary)) {
    // 什么证都没有 tells that there is none.
    const clause = without(said, words['none-at-all'].all(said));
    if (!words['ask.any'].has(told ? clause.replace('?', ' ') : clause) || words['topic.none'].has(clause)) continue;
    const topic = topics.find((name) => words[`topic.${name}`].has(clause));
    if (topic && !(told && topic === 'explain')) return topic;
  }
  return null;
}

/** In this order: 多少天 is a time, though 多少 asks for a price. */
const topics = ['documents', 'timeline', 'price', 'process', 'requirements', 'explain'] as const;
