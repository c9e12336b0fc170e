import { normalise } from './normalise.ts';

/** Finds the currency beside a number. */
export interface Currencies {
  /** The currency named right before a number, unless it belongs to the number before (`from`). */
  before(text: string, index: number, from: number): { currency: string; start: number } | null;
  after(text: string, index: number): { currency: string; end: number; spaced: boolean } | null;
}

/** ISO 4217 code → names and signs, compiled. */
export function currenciesOf(names: ReadonlyMap<string, readonly string[]>): Currencies {
  const pairs = [...names].flatMap(([code, phrases]) => phrases.map((phrase): [string, string] => [normalise(phrase), code]));
  const codes = new Map(pairs);
  const longestFirst = [...codes.keys()].toSorted((a, b) => b.length - a.length);
  const source = longestFirst.map((name) => name.replace(/[$().]/g, String.raw`\$&`).replaceAll(' ', ' ?')).join('|');
  const keyOf = (found: string): string => codes.get(found) ?? codes.get(found.replaceAll(' ', '')) ?? '';
  const infront = new RegExp(`(?<![a-z])(${source}) {0,2}$`);
  const behind = new RegExp(`( {0,2})(${source})(?![a-z])`, 'y');
  return {
    before(text, index, from) {
      const begin = Math.max(from, index - 12);
      const match = infront.exec(text.slice(begin, index));
      return match && { currency: keyOf(match[1] as string), start: begin + match.index };
    },
    after(text, index) {
      behind.lastIndex = index;
      const match = behind.exec(text);
      return match && { currency: keyOf(match[2] as string), end: behind.lastIndex, spaced: match[1] !== '' };
    },
  };
}
