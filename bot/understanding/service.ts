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
