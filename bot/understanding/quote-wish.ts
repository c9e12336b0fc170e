import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface QuoteWish {
  readonly wanted: boolean;
  /** The words of the wish. What stands in them tells nothing else: the price in "报个价" is no fee. */
  readonly words: readonly Found[];
}

/** Whether a quote is asked for or declined; null when the message says neither. */
export function quoteWishIn(text: string, { words }: Vocabulary): QuoteWish | null {
  const declined = words['quote.not'].all(text);
  if (declined.length > 0) return { wanted: false, words: declined };
  const wished = words['quote.wish'].all(text);
  return wished.length > 0 ? { wanted: true, words: wished } : null;
}
