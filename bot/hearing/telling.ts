import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { onceFor } from '../../knowledge/once.ts';

/** How one asks for the answer that `tells` this; undefined when the firm has none. */
export function phraseTelling(knowledge: Knowledge, told: NonNullable<Answer['tells']>): string | undefined {
  return phrasesTelling(knowledge).get(told);
}

/** The first of several is taken. */
const phrasesTelling = onceFor(({ answers }: Knowledge) => {
  const telling = [...answers.values()].filter(({ tells }) => tells !== undefined).toReversed();
  return new Map(telling.map(({ tells, phrases }) => [tells, phrases[0]]));
});
