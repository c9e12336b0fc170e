import { clausesOf } from './clauses.ts';
import type { Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How soon it is wanted. A duration in a question ("三个月能下来吗") is no wish. */
export function urgencyIn(text: string, { words }: Vocabulary): Slots['urgency'] | null {
  for (const { text: clause } of clausesOf(text)) {
    if (words['intent.timeline'].has(clause) || words['date.past'].has(clause)) continue;
    if (words['urgency.later'].has(clause)) return 'later';
    if (words['urgency.asap'].has(clause)) return 'asap';
    if (words['urgency.soon'].has(clause)) return 'soon';
    if (words['urgency.exploring'].has(clause)) return 'exploring';
  }
  return null;
}
