import { isDeepStrictEqual } from 'node:util';
import type { Hearing, Intent, Pending, Slots, Understood } from '../../bot/understanding/understood.ts';

/** A message with what it says; `alt` and the `opt…` lists hold what may be read as well (null: may stay empty, "*": anything). */
export interface Labelled {
  readonly group: string;
  readonly lang: Hearing['language'];
  readonly context: Pending;
  readonly text: string;
  readonly expect: {
    readonly slots: Slots;
    readonly intents: readonly Intent[];
    readonly corrections: readonly string[];
    readonly alt?: Readonly<Record<string, readonly unknown[]>>;
    readonly optIntents?: readonly string[];
    readonly optCorrections?: readonly string[];
  };
}

/** Each difference between what a message says and what was read. */
export function missesOf({ expect, text }: Labelled, { slots, intents, corrections }: Understood): string[] {
  const misses: string[] = [];
  const names = new Set([...Object.keys(expect.slots), ...Object.keys(slots)]) as Set<keyof Slots>;
  for (const name of names) {
    const accepted = [expect.slots[name] ?? null, ...(expect.alt?.[name] ?? [])];
    if (!accepted.some((value) => isSame(name, { wanted: value, read: slots[name] ?? null, text }))) {
      misses.push(`${name}: wanted ${JSON.stringify(expect.slots[name])}, read ${JSON.stringify(slots[name])}`);
    }
  }
  const core = intents.filter((name) => scored.has(name));
  for (const name of expect.intents) if (!core.includes(name)) misses.push(`missed ${name}`);
  for (const name of core) if (!expect.intents.includes(name) && !expect.optIntents?.includes(name)) misses.push(`extra ${name}`);
  for (const name of expect.corrections) if (!corrections.includes(name as keyof Slots)) misses.push(`missed correction ${name}`);
  for (const name of corrections) {
    if (!expect.corrections.includes(name) && !expect.optCorrections?.includes(name)) misses.push(`extra correction ${name}`);
  }
  return misses;
}

const scored = new Set<string>(
  'price timeline documents requirements process explain human correction refusal unsure optout abuse offtopic injection'.split(
    ' ',
  ),
);

function isSame(name: keyof Slots, { wanted, read, text }: { wanted: unknown; read: unknown; text: string }): boolean {
  if (wanted === '*') return true;
  if (wanted === null || read === null) return wanted === read;
  if (name === 'licence') return isSameLicence([wanted].flat(), [read].flat());
  if (name === 'capital') return isSameMoney(wanted as Money, read as Money);
  if (name === 'name') return bare(wanted) === bare(read);
  // Where no year is named the month and day count.
  if (name === 'startDate' && !/20\d\d/.test(text)) return String(read).slice(5) === String(wanted).slice(5);
  return isDeepStrictEqual(wanted, read);
}

type Money = NonNullable<Slots['capital']>;

/** An unstated kind may be read as subscribed: that is what registered capital is by default. */
function isSameMoney(wanted: Money, read: Money): boolean {
  const kind = wanted.kind === null && read.kind === 'subscribed' ? null : read.kind;
  return isDeepStrictEqual(wanted, { ...read, kind });
}

/** All that are wanted, or one of them. */
function isSameLicence(wanted: unknown[], read: unknown[]): boolean {
  return isDeepStrictEqual(wanted.toSorted(), read.toSorted()) || (read.length === 1 && wanted.includes(read[0]));
}

const bare = (name: unknown): string => String(name).replace(/(?:先生|女士|小姐|太太|经理|老师|老板|总)$/, '');
