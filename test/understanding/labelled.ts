import { isDeepStrictEqual } from 'node:util';
import type { Utterance, Intent, Pending, Slots, Understood } from '../../bot/understanding/understood.ts';

/** A message with what it says; `alt` and the `opt…` lists hold what may be read as well (null: may stay empty, "*": anything). */
export interface Labelled {
  readonly group: string;
  readonly lang: Utterance['language'];
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
export function missesOf(message: Labelled, { slots, intents, corrections }: Understood): string[] {
  const { expect } = message;
  return [
    ...slotMisses(message, slots),
    ...differences(
      intents.filter((name) => scored.has(name)),
      expect.intents,
      expect.optIntents ?? [],
    ),
    ...differences(corrections, expect.corrections, expect.optCorrections ?? []).map((miss) => `${miss} as a correction`),
  ];
}

function slotMisses({ expect, text }: Labelled, slots: Slots): string[] {
  // Of other messengers no label tells.
  const { messenger: _, ...labelled } = slots;
  const names = new Set([...Object.keys(expect.slots), ...Object.keys(labelled)]) as Set<keyof Slots>;
  return [...names].flatMap((name) => {
    const accepted = [expect.slots[name] ?? null, ...(expect.alt?.[name] ?? [])];
    const read = (name === 'phone' ? withoutMark(slots[name]) : slots[name]) ?? null;
    if (accepted.some((value) => isSame(name, { wanted: value, read, text }))) return [];
    return [`${name}: wanted ${JSON.stringify(expect.slots[name])}, read ${JSON.stringify(slots[name])}`];
  });
}

/** An extension stands apart from its number. */
const withoutMark = (phone: string | undefined): string | undefined => phone?.replace('-', '');

function differences(read: readonly string[], wanted: readonly string[], allowed: readonly string[]): string[] {
  const missed = wanted.filter((name) => !read.includes(name)).map((name) => `missed ${name}`);
  const extra = read.filter((name) => !wanted.includes(name) && !allowed.includes(name)).map((name) => `extra ${name}`);
  return [...missed, ...extra];
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
  if (name === 'startDate' && !/20\d\d/.test(text)) return (read as string).slice(5) === (wanted as string).slice(5);
  return isDeepStrictEqual(wanted, read);
}

type Money = NonNullable<Slots['capital']>;

/** An unstated kind may be read as subscribed: that is what registered capital is by default. The labels know no "less than". */
function isSameMoney(wanted: Money, { below, ...read }: Money): boolean {
  const kind = wanted.kind === null && read.kind === 'subscribed' ? null : read.kind;
  const isOpen = below === undefined || wanted.max === read.max;
  return isOpen && isDeepStrictEqual(wanted, { ...read, kind });
}

/** All that are wanted, or one of them. */
function isSameLicence(wanted: unknown[], read: unknown[]): boolean {
  return isDeepStrictEqual(new Set(wanted), new Set(read)) || (read.length === 1 && wanted.includes(read[0]));
}

const bare = (name: unknown): string => String(name).replace(/(?:先生|女士|小姐|太太|经理|老师|老板|总)$/, '');
