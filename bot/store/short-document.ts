import { restore, shorten } from './phrases.ts';

/** A document as short JSON. */
export function shortDocument(document: unknown): string {
  return shorten(JSON.stringify(document));
}

export function documentFrom(short: string): unknown {
  return JSON.parse(restore(short));
}
