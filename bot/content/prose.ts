import { textFileOf } from './read.ts';
import type { ContentReading, TextFile } from './read.ts';
import type { Path, Place, Source } from './source.ts';
import type { Leaf } from './texts.ts';

/** A text that a prospect may read, with its language and where it stands. */
export interface Prose {
  readonly file: string;
  readonly language: TextFile;
  readonly text: string;
  /** Where it stands, or where a part of it does. */
  place(part?: string): Place;
}

/** Every sentence of `flows/texts/` and of the bilingual parts of `knowledge/`. */
export function proseOf(reading: ContentReading): readonly Prose[] {
  const { sources, texts } = reading;
  const ofTexts = (['zh-Hans', 'en', 'zh-Hant'] as const).flatMap((language) => {
    const source = sources.get(textFileOf(language));
    return source ? texts[language].flatMap((leaf) => variantsOf(source, leaf, language)) : [];
  });
  const ofKnowledge = [...sources.values()]
    .filter(({ file }) => file.startsWith('knowledge/'))
    .flatMap((source) => bilinguals(source).flatMap((found) => sides(source, found)));
  return [...ofTexts, ...ofKnowledge];
}

function variantsOf(source: Source, { path, variants }: Leaf, language: TextFile): readonly Prose[] {
  if (variants.length === 1) return variants.map((text) => proseAt(source, { path, language, text }));
  return variants.map((text, index) => proseAt(source, { path: [...path, index], language, text }));
}

interface BilingualAt {
  readonly path: Path;
  readonly texts: Readonly<Record<'zh-Hans' | 'en', string>>;
}

/** The texts in both languages that a knowledge file holds, however deep. */
export function bilinguals(source: Source): readonly BilingualAt[] {
  const found: BilingualAt[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isBilingual(value)) found.push({ path, texts: value });
    else for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
  };
  walk(source.value, []);
  return found;
}

function sides(source: Source, { path, texts }: BilingualAt): readonly Prose[] {
  return (['zh-Hans', 'en'] as const).map((language) =>
    proseAt(source, { path: [...path, language], language, text: texts[language] }),
  );
}

function proseAt(source: Source, { path, language, text }: { path: Path; language: TextFile; text: string }): Prose {
  return { file: source.file, language, text, place: (part) => source.place(path, part) };
}

function isBilingual(value: object): value is Record<'zh-Hans' | 'en', string> {
  return 'zh-Hans' in value && 'en' in value && typeof value['zh-Hans'] === 'string' && typeof value.en === 'string';
}
