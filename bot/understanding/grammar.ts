import { normalise } from './normalise.ts';
import { sourceOf } from './phrase-source.ts';
import type { PartName } from './word-parts.ts';

/** How words stand together. The words themselves are data: the vocabulary puts them into their places. */
export interface Grammar {
  readonly between: readonly string[];
  readonly parts: readonly PartName[];
  readonly flags: string;
}

/** A regular expression with places for words: `${'funding.shares'}[^,]{0,6}${'funding.handed'}$`. */
export function grammar({ raw }: TemplateStringsArray, ...parts: PartName[]): Grammar {
  return { between: raw, parts, flags: '' };
}

/** The same, for every place of a text. */
export function everywhere(strings: TemplateStringsArray, ...parts: PartName[]): Grammar {
  return { ...grammar(strings, ...parts), flags: 'g' };
}

/** Makes the expressions of one vocabulary, each when it is first asked for. */
export function expressionsOf(phrases: (part: PartName) => readonly string[]): (grammar: Grammar) => RegExp {
  const made = new Map<Grammar, RegExp>();
  return (rule) => {
    const before = made.get(rule);
    if (before) return before;
    const { between, parts, flags } = rule;
    const source = between
      .map((text, index) => (index === 0 ? '' : anyOf(phrases(parts[index - 1] as PartName))) + text)
      .join('');
    const expression = new RegExp(source, flags);
    made.set(rule, expression);
    return expression;
  };
}

/** The longest first, so that 服务于 is not taken for 服务; a part without words stands for nothing at all. */
function anyOf(phrases: readonly string[]): string {
  const sources = phrases.toSorted((a, b) => normalise(b).length - normalise(a).length).map((phrase) => sourceOf(phrase));
  return sources.length > 0 ? `(?:${sources.join('|')})` : '(?!)';
}
