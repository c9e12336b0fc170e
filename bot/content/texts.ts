import type { Language } from '../session/session.ts';
import type { Problem } from './problem.ts';
import type { Path, Source } from './source.ts';
import { toTraditional } from './traditional.ts';

/** The words of one language: dotted key → its variants, at least one. */
export type Texts = ReadonlyMap<string, readonly string[]>;
export type TextsByLanguage = Readonly<Record<Language, Texts>>;

/** One text with where it stands in its file. */
export interface Leaf {
  readonly key: string;
  readonly path: Path;
  readonly variants: readonly string[];
}

/** The leaves of nested names; whatever is neither a text nor a list of texts becomes a problem. */
export function leavesOf(source: Source): { leaves: readonly Leaf[]; problems: readonly Problem[] } {
  const leaves: Leaf[] = [];
  const problems: Problem[] = [];
  const refuse = (path: Path, message: string, fix: string) =>
    problems.push({ file: source.file, ...source.place(path), message, fix });
  const walk = (value: unknown, path: Path): void => {
    const key = path.join('.');
    if (typeof value === 'string' && value.trim() !== '') leaves.push({ key, path, variants: [value] });
    else if (isTexts(value)) leaves.push({ key, path, variants: value });
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
    } else if (value !== undefined)
      refuse(path, `${key || 'this file'} is no text`, 'Write a text in quotes, or a list of texts ("- ")');
  };
  walk(source.value, []);
  return { leaves, problems };
}

/** The texts by key, without where they stand. */
export function textsOf(leaves: readonly Leaf[]): Texts {
  return new Map(leaves.map(({ key, variants }) => [key, variants.map((variant) => variant.trim())]));
}

/** Traditional Chinese is derived from Simplified, on first use, because most sites never need its dictionary (45 MB). */
export function byLanguage(simplified: Texts, english: Texts, overrides: Texts): TextsByLanguage {
  let traditional: Texts | undefined;
  return {
    'zh-Hans': simplified,
    en: english,
    get 'zh-Hant'() {
      return (traditional ??= new Map(
        [...simplified].map(([key, variants]) => [key, overrides.get(key) ?? variants.map(toTraditional)]),
      ));
    },
  };
}

/** The names in braces of a text: parameters (`{name}`) and facts (`{fact:id}`). */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}\s]+)\}/g)].map((match) => match[1] ?? '');
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item.trim() !== '');
}
