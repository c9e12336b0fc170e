import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading } from './read.ts';

interface Home {
  readonly phrase: string;
  readonly name: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** A way of asking leads to one answer: of two that have it, or of an answer and what nothing is known of, one is never given. */
export function checkPhrases(
  reading: Pick<ContentReading, 'sources'>,
  { answers, outside }: Pick<Knowledge, 'answers' | 'outside'>,
): readonly Problem[] {
  const homes: readonly Home[] = [
    ...Object.entries(outside).flatMap(([theme, phrases]) =>
      phrases.map((phrase, index) => ({
        phrase,
        name: `outside.yaml under ${theme}`,
        file: 'knowledge/outside.yaml',
        path: [theme, index],
      })),
    ),
    ...[...answers.values()].flatMap(({ id, file, phrases }) =>
      phrases.map((phrase, index) => ({
        phrase,
        name: `the answer "${id}"`,
        file: `knowledge/${file}`,
        path: [id, 'phrases', index],
      })),
    ),
  ];
  const first = new Map<string, Home>();
  return homes.flatMap((home): readonly Problem[] => {
    const phrase = home.phrase.trim().toLowerCase();
    const other = first.get(phrase) ?? home;
    first.set(phrase, other);
    if (other.name === home.name) return [];
    const message = `"${home.phrase}" stands in ${other.name}, too`;
    return [{ ...placeIn(reading, home.file, home.path), message, fix: 'Take it out of one of the two', warning: true }];
  });
}
