import type { FlowBook } from '../../flows/flow.ts';
import { neededTexts, usefulTexts } from './needed-texts.ts';
import type { Needed } from './needed-texts.ts';
import { suggestion } from './suggestion.ts';
import type { Problem } from './problem.ts';
import { bilinguals } from './prose.ts';
import { placeIn, type ContentReading, type TextFile, textFileOf } from './read.ts';
import { placeholdersOf } from './texts.ts';
import type { Leaf } from './texts.ts';

/** Both languages say everything that the flows need, with the same placeholders; `mentioned` tells what the code uses. */
export function checkTexts(reading: ContentReading, book: FlowBook, mentioned: (key: string) => boolean): readonly Problem[] {
  const needed = neededTexts(book);
  return [
    ...missingTexts(reading, book),
    ...strangeOverrides(reading),
    ...unevenPlaceholders(reading),
    ...unevenKnowledge(reading),
    ...(reading.problems.some(({ file }) => file.startsWith('flows/') && !file.startsWith('flows/texts/'))
      ? [] // What a flow that could not be read needs is not known.
      : unusedTexts(reading, [...needed, ...usefulTexts(book).map((key) => ({ key, because: '' }))], mentioned)),
  ];
}

/** What the bot would come to say, in one language or the other, and has no words for. */
export function missingTexts(reading: ContentReading, book: FlowBook): readonly Problem[] {
  const needed = neededTexts(book);
  return [
    ...missingIn(reading, needed, 'zh-Hans'),
    ...missingIn(reading, needed, 'en'),
    ...untranslated(reading, needed, ['zh-Hans', 'en']),
    ...untranslated(reading, needed, ['en', 'zh-Hans']),
  ];
}

function missingIn(reading: ContentReading, needed: readonly Needed[], language: TextFile): readonly Problem[] {
  const keys = reading.texts[language].map(({ key }) => key);
  const present = new Set(keys);
  return needed
    .filter(({ key, or }) => !present.has(key) && !present.has(or ?? ''))
    .filter(({ key, family }) => !family || !keys.some((other) => other.startsWith(`${key}.`)))
    .map((text) => absent(reading, language, text));
}

/** What the code alone needs is not known here, but what one language says the other must say too. */
function untranslated(
  reading: ContentReading,
  needed: readonly Needed[],
  [from, to]: readonly [TextFile, TextFile],
): readonly Problem[] {
  const told = new Set(needed.filter(({ or }) => or === undefined).map(({ key }) => key));
  const there = new Set(reading.texts[to].map(({ key }) => key));
  return reading.texts[from]
    .filter(({ key }) => !there.has(key) && !told.has(key))
    .map(({ key }) => absent(reading, to, { key, because: `${textFileOf(from)} has it` }));
}

function absent(reading: ContentReading, language: TextFile, { key, because }: Needed): Problem {
  const file = textFileOf(language);
  return {
    ...placeIn(reading, file, key.split('.')),
    message: `the text "${key}" is missing; ${because}`,
    fix: `Add it to ${file}`,
  };
}

function strangeOverrides(reading: ContentReading): readonly Problem[] {
  const keys = reading.texts['zh-Hans'].map(({ key }) => key);
  return reading.texts['zh-Hant']
    .filter(({ key }) => !keys.includes(key))
    .map((leaf) => ({
      ...at(reading, 'zh-Hant', leaf),
      message: `there is no text "${leaf.key}" to take the place of`,
      fix: suggestion(leaf.key, keys),
    }));
}

function unevenPlaceholders(reading: ContentReading): readonly Problem[] {
  const original = new Map(reading.texts['zh-Hans'].map((leaf) => [leaf.key, leaf]));
  return (['en', 'zh-Hant'] as const).flatMap((language) =>
    reading.texts[language].flatMap((leaf) => {
      const first = original.get(leaf.key);
      const words = first && unlike(placeholdersIn(first.variants), placeholdersIn(leaf.variants), textFileOf('zh-Hans'));
      return words ? [{ ...at(reading, language, leaf), ...words, message: `${leaf.key} ${words.message}` }] : [];
    }),
  );
}

function unevenKnowledge(reading: ContentReading): readonly Problem[] {
  return [...reading.sources.values()]
    .filter(({ file }) => file.startsWith('knowledge/'))
    .flatMap((source) =>
      bilinguals(source).flatMap(({ path, texts }) => {
        const words = unlike(placeholdersIn([texts['zh-Hans']]), placeholdersIn([texts.en]), 'the Chinese text');
        return words
          ? [{ file: source.file, ...source.place([...path, 'en']), ...words, message: `${path.join('.')} ${words.message}` }]
          : [];
      }),
    );
}

function unlike(
  original: ReadonlySet<string>,
  other: ReadonlySet<string>,
  where: string,
): { message: string; fix: string } | null {
  const lacking = [...original.difference(other)].map((name) => `{${name}}`);
  const extra = [...other.difference(original)].map((name) => `{${name}}`);
  if (lacking.length > 0 && extra.length > 0)
    return {
      message: `has ${extra.join(', ')} where ${where} has ${lacking.join(', ')}`,
      fix: 'Use the same placeholders in both languages',
    };
  if (lacking.length > 0)
    return { message: `lacks ${lacking.join(', ')}, which ${where} has`, fix: 'Use the same placeholders in both languages' };
  if (extra.length > 0)
    return { message: `has ${extra.join(', ')}, which ${where} has not`, fix: 'Use the same placeholders in both languages' };
  return null;
}

function unusedTexts(
  reading: ContentReading,
  needed: readonly Needed[],
  mentioned: (key: string) => boolean,
): readonly Problem[] {
  const exact = new Set(needed.map(({ key }) => key));
  const families = needed.filter(({ family }) => family).map(({ key }) => `${key}.`);
  const used = (key: string) => exact.has(key) || families.some((family) => key.startsWith(family)) || mentioned(key);
  return reading.texts['zh-Hans']
    .filter(({ key }) => !used(key))
    .map((leaf) => ({
      ...at(reading, 'zh-Hans', leaf),
      message: `nothing uses the text "${leaf.key}"`,
      fix: 'Take it out, or correct its name',
      warning: true as const,
    }));
}

function placeholdersIn(variants: readonly string[]): ReadonlySet<string> {
  return new Set(variants.flatMap(placeholdersOf));
}

function at(reading: ContentReading, language: TextFile, { path }: Leaf): Pick<Problem, 'file' | 'line' | 'column'> {
  return placeIn(reading, textFileOf(language), path);
}
