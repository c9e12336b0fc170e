import { quote, type Quote } from '../knowledge/quote.ts';
import type { Knowledge } from '../knowledge/schemas.ts';
import { companyOf } from './company.ts';
import type { QuoteLinks } from './quote-link.ts';
import { type Language, sessionSchema } from './session.ts';
import type { Store } from './store/store.ts';

/** A quote as it was issued, with the language of the talk it came from. */
export interface ShelvedQuote {
  readonly quote: Quote;
  readonly language: Language;
}

export interface QuoteShelf {
  /** Null for an unknown number and for a wrong key alike. */
  find(number: string, key: string): Promise<ShelvedQuote | null>;
}

/** Finds issued quotes: the key leads to the conversation, whose session keeps what the quote was made from. */
export function quoteShelf(deps: { store: Store; knowledge: Knowledge; links: QuoteLinks }): QuoteShelf {
  const { store, knowledge, links } = deps;
  return {
    async find(number, key) {
      const conversation = links.conversationOf(number, key);
      if (conversation === null) return null;
      const { session } = await store.load(conversation, []);
      // Erased meanwhile.
      if (session === null || session === undefined) return null;
      const { quotes, language } = sessionSchema.parse(session);
      const kept = quotes.find((issued) => issued.number === number);
      const made = kept && quote(knowledge, { company: companyOf(kept.values), issued: kept.issued, number });
      return made ? { quote: made, language } : null;
    },
  };
}
