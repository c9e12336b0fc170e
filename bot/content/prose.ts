import { textFileOf } from './read.ts';
import type { Reading, TextFile } from './read.ts';
import type { Path, Place, Source } from './source.ts';

/** A text that a prospect may read, with its language and where it stands. */
export interface Prose {
  readonly file: string;
  readonly language: TextFile;
  readonly text: string;
  /** Where it stands, or where a part of it does. */
  place(part?: string): Place;
}

/** Every sentence of `flows/texts/` and of the bilingual parts of `knowledge/`. */
export function proseOf(reading: Reading): readonly Prose[] {
  const prose: Prose[] = [];
  for (const language of ['zh-Hans', 'en', 'zh-Hant'] as const) {
    const source = reading.sources.get(textFileOf(language));
    for (const { path, variants } of source ? reading.texts[language] : []) {
      for (const [index, text] of variants.entries())
        prose.push(proseAt(source!, { path: variants.length > 1 ? [...path, index] : path, language, text }));
    }
  }
  for (const [file, source] of reading.sources) {
    if (file.startsWith('knowledge/')) prose.push(...bilinguals(source).flatMap(({ path, texts }) => sides(source, path, texts)));
  }
  return prose;
}

/** The texts in both languages that a knowledge file holds, however deep. */
export function bilinguals(source: Source): readonly { path: Path; texts: Readonly<Record<'zh-Hans' | 'en', string>> }[] {
  const found: { path: Path; texts: Readonly<Record<'zh-Hans' | 'en', string>> }[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isBilingual(value)) found.push({ path, texts: value });
    else for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
  };
  walk(source.value, []);
  return found;
}

function sides(source: Source, path: Path, texts: Readonly<Record<'zh-Hans' | 'en', string>>): readonly Prose[] {
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
