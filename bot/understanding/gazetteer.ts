import * as z from 'zod';
import { normalise } from './normalise.ts';

/** A province of GB/T 2260 with the names that mean it, and those of its prefectures. */
export const placeSchema = z.strictObject({
  province: z.string(),
  names: z.array(z.string()),
  /** 沪, 粤: names the province where it is the whole answer to the question for one. */
  letter: z.string().length(1).optional(),
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
  // One look for each character: an expression would try every name at each of them.
  const byStart = Map.groupBy(longestFirst, (name) => name.slice(0, 2));
  return (text) => {
    const found: PlaceFound[] = [];
    for (let start = 0; start + 1 < text.length; start += 1) {
      const name = byStart.get(text.slice(start, start + 2))?.find((one) => stands(text, one, start));
      const meaning = name === undefined ? undefined : meanings.get(name);
      if (name === undefined || !meaning) continue;
      const end = start + name.length;
      found.push({ ...meaning, start, end });
      start = end - 1;
    }
    return found;
  };
}

/** A Latin name is a word of its own. */
function stands(text: string, name: string, start: number): boolean {
  if (!text.startsWith(name, start)) return false;
  return !isLatin(name) || !(isLatin(text[start - 1] ?? '') || isLatin(text[start + name.length] ?? ''));
}

const isLatin = (text: string): boolean => /[a-z0-9]/.test(text);
