/** A message as a phone without menus or markup would show it. */
export interface Told {
  readonly seq: number;
  readonly text: string;
}

export interface Seen {
  /** Bubbles that show nothing which was still to be shown: said twice, or out of nothing. */
  readonly unknown: readonly string[];
  /** Messages that were not shown to their end. */
  readonly missing: readonly Told[];
}

/** A message, how much of it was shown, in letters: texts are parted and joined at spaces and lines, which count for nothing. */
interface Left {
  readonly told: Told;
  readonly letters: string;
  shown: number;
}

/**
 * Takes what was shown away from what was told. A bubble may hold several messages, or a part of one, and goes on where another ended;
 * `inOrder`: always at the first place that was not shown.
 */
export function seenOf(told: readonly Told[], bubbles: readonly string[], { inOrder }: { inOrder: boolean }): Seen {
  const all = told.map((each): Left => ({ told: each, letters: lettersOf(withoutChoices(each.text)), shown: 0 }));
  const unknown = bubbles.filter((bubble) => !isTaken(all, bubble, inOrder));
  return { unknown, missing: all.filter(isLeft).map((each) => each.told) };
}

function isLeft({ letters, shown }: Left): boolean {
  return shown < letters.length;
}

/** With what looks like choices as it stands, or without: a list of steps looks like them, too. */
function isTaken(all: readonly Left[], bubble: string, inOrder: boolean): boolean {
  const page = pageOf(bubble);
  if (page) return isPageTaken(all, page);
  return [bubble, withoutChoices(bubble)].some((text) => isTextTaken(all, lettersOf(text), inOrder));
}

function isTextTaken(all: readonly Left[], letters: string, inOrder: boolean): boolean {
  if (letters === '') return true;
  const open = all.filter(isLeft);
  const places = inOrder ? [0] : open.map((_, place) => place);
  const ways = places.flatMap((place) => takenFrom(open.slice(place), letters) ?? []);
  // Messages begin with the same words: the rest of one that was begun comes first, then one that ends with the bubble.
  const best = ways.find(({ isBegun }) => isBegun) ?? ways.find(({ isWhole }) => isWhole) ?? ways[0];
  for (const [each, shown] of best?.shown ?? []) each.shown = shown;
  return best !== undefined;
}

/** What a bubble may have shown: how far each of these messages. */
interface Way {
  readonly shown: readonly (readonly [Left, number])[];
  readonly isBegun: boolean;
  readonly isWhole: boolean;
}

/** Null: these letters do not begin with the first of the messages; others may have been shown elsewhere. */
function takenFrom([first, ...others]: readonly Left[], letters: string): Way | null {
  if (!first) return null;
  const rest = first.letters.slice(first.shown);
  const isBegun = first.shown > 0;
  if (rest.startsWith(letters)) {
    return { shown: [[first, first.shown + letters.length]], isBegun, isWhole: rest === letters };
  }
  if (!letters.startsWith(rest)) return null;
  const after = letters.slice(rest.length);
  const ways = others.flatMap((_, next) => takenFrom(others.slice(next), after) ?? []);
  const way = ways.find(({ isWhole }) => isWhole) ?? ways[0];
  return way ? { ...way, isBegun, shown: [[first, first.letters.length], ...way.shown] } : null;
}

interface Page {
  readonly beginning: string;
  readonly from: number;
  readonly upTo: number;
}

/** A text that is too long ends in the address of a page with all of it, which names the messages that it begins and ends with. */
function pageOf(bubble: string): Page | null {
  const [, beginning, from, upTo] =
    /^(.*)\n\n[^\n]*\/wechat\/said\/[\w-]+?\.(\d+)\.(\d+)\.[\w-]+$/s.exec(withoutChoices(bubble)) ?? [];
  return beginning === undefined ? null : { beginning: lettersOf(beginning), from: Number(from), upTo: Number(upTo) };
}

function isPageTaken(all: readonly Left[], { beginning, from, upTo }: Page): boolean {
  const on = all.filter(({ told: { seq } }) => from <= seq && seq <= upTo);
  const rest = on.map(({ letters, shown }) => letters.slice(shown)).join('');
  if (!rest.startsWith(beginning)) return false;
  for (const each of on) each.shown = each.letters.length;
  return true;
}

/** Choices are shown as numbers, or in brackets, at the end. */
function withoutChoices(text: string): string {
  return text.replace(/(^|\n\n)(\d+\. .*\n?)+$|(^|\n)(\[.*\]\n?)+$/, '');
}

function lettersOf(text: string): string {
  return text.replaceAll(/\s/g, '');
}
