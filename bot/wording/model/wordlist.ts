import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';

const ways = z.array(z.string().min(1));
const wordsSchema = z.strictObject({
  subjects: z.record(z.string(), z.record(z.string(), ways)),
  stances: z.record(z.string(), ways),
  weighty: ways,
  hidden: ways,
  plain: z.record(z.string(), z.string()),
  'figure-words': ways,
  idioms: ways,
  units: z.record(z.string(), ways),
  'units-before': z.record(z.string(), z.string()),
  'unit-adjectives': ways,
});

/** What a word makes of the statement it stands in. */
export type Mark = { readonly kind: 'subject' | 'stance' | 'hidden'; readonly group: string; readonly name: string };

/** `words.yaml`, in the shapes in which it is used. */
export interface Wordlist {
  readonly marks: ReadonlyMap<string, Mark>;
  /** Finds every mark, the longest first. */
  readonly marking: RegExp;
  readonly plain: ReadonlySet<string>;
  readonly idioms: RegExp;
  /** What follows a figure, and what goes before one. */
  readonly unitAfter: (text: string, at: number) => { readonly unit: string; readonly end: number };
  readonly unitBefore: (text: string, at: number) => string;
}

let loaded: Wordlist | undefined;

/** Read once: it does not change while a process runs. */
export function wordlist(): Wordlist {
  return (loaded ??= made());
}

function made(): Wordlist {
  const words = wordsSchema.parse(load(readFileSync(new URL('words.yaml', import.meta.url), 'utf8')));
  const marks = marksOf(words);
  return {
    marks,
    marking: anyOf([...marks.keys()]),
    plain: new Set(Object.values(words.plain).flatMap((line) => line.split(/\s+/))),
    idioms: anyOf(words.idioms),
    ...unitsOf(words),
  };
}

function marksOf({
  subjects,
  stances,
  weighty,
  hidden,
  'figure-words': figures,
}: z.infer<typeof wordsSchema>): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const add = (names: readonly string[], mark: (way: string) => Mark): void => {
    for (const way of names) marks.set(way, mark(way));
  };
  add(hidden, () => ({ kind: 'hidden', group: '', name: '' }));
  add([...weighty, ...figures], (way) => ({ kind: 'stance', group: 'weighty', name: way }));
  for (const [name, names] of Object.entries(stances)) add(names, () => ({ kind: 'stance', group: name, name }));
  for (const [group, named] of Object.entries(subjects)) {
    for (const [name, names] of Object.entries(named)) add(names, () => ({ kind: 'subject', group, name }));
  }
  return marks;
}

function unitsOf(words: z.infer<typeof wordsSchema>): Pick<Wordlist, 'unitAfter' | 'unitBefore'> {
  const names = new Map(Object.entries(words.units).flatMap(([unit, texts]) => texts.map((text) => [text, unit] as const)));
  const adjectives = words['unit-adjectives'].map((text) => RegExp.escape(text)).join('|');
  const after = new RegExp(`[ -]?(?:(?:${adjectives})[ -]){0,2}(${alternatives([...names.keys()], 's?')})`, 'y');
  const before = Object.entries(words['units-before']);
  return {
    unitAfter: (text, at) => {
      after.lastIndex = at;
      const [whole = '', found = ''] = after.exec(text) ?? [];
      return { unit: names.get(found) ?? names.get(found.replace(/s$/, '')) ?? '', end: at + whole.length };
    },
    unitBefore: (text, at) => before.find(([sign]) => text.slice(0, at).trimEnd().endsWith(sign))?.[1] ?? '',
  };
}

function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(alternatives(texts), 'g');
}

/** The longest first; a word of letters is a whole word, with `ending` when it has one. */
function alternatives(texts: readonly string[], ending = ''): string {
  return texts
    .toSorted((a, b) => b.length - a.length)
    .map((text) => {
      const from = /^[a-z0-9]/.test(text) ? '(?<![a-z0-9])' : '';
      return `${from}${RegExp.escape(text)}${/[a-z0-9]$/.test(text) ? `${ending}(?![a-z0-9])` : ''}`;
    })
    .join('|');
}
