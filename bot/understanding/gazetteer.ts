import * as z from 'zod';
import { normalise } from './normalise.ts';
import { sourceOf } from './pattern.ts';

/** A province of GB/T 2260 with the names that mean it, and those of its prefectures. */
export const placeSchema = z.strictObject({
  province: z.string(),
  names: z.array(z.string()),
  cities: z.array(z.string()).default([]),
  /** Cities whose short name is also an ordinary word: only 东方市 means the city. */
  fullOnly: z.array(z.string()).default([]),
});
export type Place = z.infer<typeof placeSchema>;

export interface PlaceFound {
  readonly province: string;
  readonly start: number;
  readonly end: number;
  readonly city: boolean;
}

export type Gazetteer = (text: string) => readonly PlaceFound[];

/** Every name of every place, as phrases. */
export function placeNames(places: readonly Place[]): string[] {
  return places.flatMap(({ province, names, cities, fullOnly }) => [
    province,
    ...names,
    ...cities,
    ...fullOnly.map((city) => `${city}市`),
  ]);
}

/** Finds every place in a normalised text. */
export function gazetteerOf(places: readonly Place[]): Gazetteer {
  const meanings = new Map<string, { province: string; city: boolean }>();
  for (const { province, names, cities, fullOnly } of places) {
    for (const name of [province, ...names]) meanings.set(normalise(name), { province, city: false });
    for (const name of [...cities, ...fullOnly.map((city) => `${city}市`)]) {
      if (!meanings.has(normalise(name))) meanings.set(normalise(name), { province, city: true });
    }
  }
  const longestFirst = [...meanings.keys()].toSorted((a, b) => b.length - a.length);
  const latinNames = longestFirst.filter(isLatin);
  const latin = new RegExp(latinNames.map(sourceOf).join('|') || '(?!)', 'g');
  // One look for each character: an expression would try every name at each of them.
  const byStart = Map.groupBy(
    longestFirst.filter((name) => !isLatin(name)),
    (name) => name.slice(0, 2),
  );
  const placeAt = (name: string, start: number, end: number): readonly PlaceFound[] => {
    const meaning = meanings.get(name);
    return meaning ? [{ ...meaning, start, end }] : [];
  };
  const chineseIn = (text: string): readonly PlaceFound[] => {
    const found: PlaceFound[] = [];
    for (let at = 0; at + 1 < text.length; at += 1) {
      const name = byStart.get(text.slice(at, at + 2))?.find((one) => text.startsWith(one, at));
      if (name === undefined) continue;
      found.push(...placeAt(name, at, at + name.length));
      at += name.length - 1;
    }
    return found;
  };
  return (text) => {
    const chinese = chineseIn(text);
    if (!isLatin(text)) return chinese;
    const english = Array.from(text.matchAll(latin)).flatMap(({ index, 0: match }) =>
      placeAt(match.replace(/ +/g, ' '), index, index + match.length),
    );
    return [...chinese, ...english].toSorted((a, b) => a.start - b.start);
  };
}

const isLatin = (text: string): boolean => /[a-z]/.test(text);
