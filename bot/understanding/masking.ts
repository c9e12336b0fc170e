import type { Found } from './pattern.ts';

/** What one reading has taken no other may take: it becomes blank, in place. `filler` is one character. */
export function without(text: string, spans: readonly (Found | null)[], filler = blank): string {
  return spans.reduce(
    (rest, span) => (span ? rest.slice(0, span.start) + filler.repeat(span.end - span.start) + rest.slice(span.end) : rest),
    text,
  );
}

/** No character of any word, so that words on both sides stay apart. */
export const blank = '\u0001';
