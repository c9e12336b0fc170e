import { normalise } from './normalise.ts';

/** Finds the currency beside a number. */
export interface Currencies {
  /** The currency named right before a number, unless it belongs to the number before (`from`). */
  before(text: string, index: number, from: number): { currency: string; start: number } | null;
  after(text: string, index: number): { currency: string; end: number; spaced: boolean } | null;
}

/** "Australian dollars" is no longer, with the spaces behind it. */
const longest = 20;

/** ISO 4217 code → names and signs, compiled. */
export function currenciesOf(names: ReadonlyMap<string, readonly string[]>): Currencies {
  const all = [...names].flatMap(([code, phrases]) => phrases.map((phrase) => ({ code, ...nameOf(normalise(phrase)) })));
  const codes = new Map(all.map(({ name, code }) => [name, code]));
  const longestFirst = all.toSorted((a, b) => b.name.length - a.name.length);
  const source = longestFirst
    .map(({ name, not }) => name.replace(/[$().]/g, String.raw`\$&`).replaceAll(' ', ' ?') + not)
    .join('|');
  const keyOf = (found: string): string => codes.get(found) ?? codes.get(found.replaceAll(' ', '')) ?? '';
  const infront = new RegExp(`(?<![a-z])(${source}) {0,2}$`);
  const behind = new RegExp(`( {0,2})(${source})(?![a-z])`, 'y');
  return {
    before(text, index, from) {
      const begin = Math.max(from, index - longest);
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

/** 欧 is short for 欧元, unless by what `(?!…)` says behind it. */
function nameOf(phrase: string): { name: string; not: string } {
  const [name = phrase, not] = phrase.split('(?!');
  return { name, not: not === undefined ? '' : `(?!${not}` };
}
