import type { Fact } from './fact.ts';
import { markOf } from './mark.ts';
import type { Knowledge } from './knowledge.ts';
import { knowledgeFiles } from './schemas.ts';
import { onceFor } from './once.ts';

/** What prospects are told figures from, under a mark of its own: another figure or price makes another edition. */
export interface Edition {
  readonly id: string;
  /** JSON, kept for as long as somebody was told something from it. */
  readonly document: { readonly facts: readonly unknown[]; readonly prices: unknown; readonly stages: unknown };
}

/** The edition of this knowledge; worked out once. */
export const editionOf = onceFor((knowledge: Knowledge): Edition => {
  const facts = [...knowledge.facts.values()].map(({ id, value, unit }) => [id, value, ...(unit ? [unit] : [])]);
  const document = { facts, prices: knowledge.prices, stages: knowledge.stages };
  return { id: markOf(JSON.stringify(document)), document };
});

/** The knowledge as it was in a kept edition; null when that was written by a program with other files. */
export function asOfEdition(knowledge: Knowledge, document: unknown): Knowledge | null {
  const { facts, prices, stages } = document as Partial<Edition['document']>;
  const [book, courses] = [knowledgeFiles['prices.yaml'].safeParse(prices), knowledgeFiles['stages.yaml'].safeParse(stages)];
  if (!Array.isArray(facts) || !book.success || !courses.success) return null;
  return { ...knowledge, facts: new Map(facts.map(factOf)), prices: book.data, stages: courses.data };
}

function factOf(packed: unknown): [string, Fact] {
  const [id, value, unit] = packed as [string, Fact['value'], Fact['unit']];
  return [id, { id, value, ...(unit && { unit }), sources: [] }];
}
