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
  const expression = new RegExp(longestFirst.map(sourceOf).join('|') || '(?!)', 'g');
  return (text) =>
    [...text.matchAll(expression)].flatMap((match) => {
      const meaning = meanings.get(match[0].replace(/ +/g, ' '));
      return meaning ? [{ ...meaning, start: match.index, end: match.index + match[0].length }] : [];
    });
}
