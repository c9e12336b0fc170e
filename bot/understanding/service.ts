import { clausesOf } from './clauses.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The licences and services that the message asks for, in the order in which they are named; those declined are left out. */
export function servicesIn(text: string, { services, words }: Vocabulary): readonly string[] {
  const found = services.flatMap(({ id, matcher }) => {
    const wanted = matcher.all(text).find(({ start }) => words['service.not'].upTo(text, start) === null);
    return wanted ? [{ id, ...wanted }] : [];
  });
  const outer = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
  return outer.toSorted((a, b) => a.start - b.start).map(({ id }) => id);
}

/** "我想办年检" wishes for it, "年检要多久" only asks: the wish stands in the clause that names the service. */
export function isWished(text: string, vocabulary: Vocabulary): boolean {
  return clausesOf(text, vocabulary).some(
    ({ text: clause }) => vocabulary.words['service.wish'].has(clause) && servicesIn(clause, vocabulary).length > 0,
  );
}
