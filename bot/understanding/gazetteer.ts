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
  const starts = new Set([...meanings.keys()].map((name) => name.slice(0, 2)));
  const isPossible = (text: string): boolean => {
    for (let at = 0; at < text.length; at += 1) if (starts.has(text.slice(at, at + 2))) return true;
    return false;
  };
  return (text) => {
    if (!isPossible(text)) return [];
    return [...text.matchAll(expression)].flatMap((match) => {
      const meaning = meanings.get(match[0].replace(/ +/g, ' '));
      return meaning ? [{ ...meaning, start: match.index, end: match.index + match[0].length }] : [];
    });
  };
}
