import { clausesOf } from './clauses.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What somebody asks who tells of a licence that the company has. */
export interface HolderAsking {
  /** What is to be done for it, or about its inspection. */
  readonly holderAsks?: 'duties' | 'inspection';
  /** It is for the whole country. */
  readonly holdsNationwide?: true;
  /** There is a licence already. */
  readonly tellsHeld?: true;
  /** What has changed or is to: what stands on a licence, the company, the provinces that it is for; or only the name of such a thing. */
  readonly changes?: 'licence' | 'company' | 'province' | 'thing';
}

/** "We got our licence in 2022. Do we need to do anything now?" What is asked of another scope or service is no such question. */
export function holderAsks(certain: string, vocabulary: Vocabulary): HolderAsking {
  const { words, places } = vocabulary;
  if (!words['holder.tells'].has(certain)) return {};
  const asked = clausesOf(certain, vocabulary).filter(({ text }) => !words['holder.tells'].has(text));
  const isOfElse = (text: string): boolean =>
    words['scope.nationwide'].has(text) || words['scope.provincial'].has(text) || places(text).length > 0;
  const isInspection = asked.some(({ text }) => words['holder.inspection'].has(text));
  const isDuty = asked.some(({ text }) => words['holder.asks'].has(text) && !isOfElse(text));
  if (!isInspection && !isDuty) return {};
  return {
    holderAsks: isInspection ? 'inspection' : 'duties',
    ...(words['scope.nationwide'].has(certain) && { holdsNationwide: true }),
  };
}
