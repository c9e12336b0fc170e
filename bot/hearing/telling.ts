import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

/** How one asks for the answer that `tells` this; undefined when the firm has none. */
export function phraseTelling({ answers }: Knowledge, told: NonNullable<Answer['tells']>): string | undefined {
  return [...answers.values()].find(({ tells }) => tells === told)?.phrases[0];
}
