import type { Words } from './template.ts';

/** Several things in one sentence, as the language joins them. */
export function series(
  words: Words,
  items: readonly string[],
  text: 'labels.series' | 'labels.clauses' = 'labels.series',
): string {
  return items.length === 0 ? '' : items.reduce((before, after) => words(text, { before, after }));
}
