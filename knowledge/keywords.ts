interface Keyword<Meaning> {
  readonly text: string;
  readonly meaning: Meaning;
  /** For English keywords, which are whole words: "fee" is not in "coffee". */
  readonly whole: RegExp | null;
}

/** Finds which keywords are in a text, in one pass over it; for each meaning how many. */
export function keywordFinder<Meaning>(
  keywords: readonly (readonly [string, Meaning])[],
): (lower: string) => ReadonlyMap<Meaning, number> {
  const byFirst = grouped(
    keywords.map(([keyword, meaning]): readonly [string, Keyword<Meaning>] => {
      const text = lowerOf(keyword);
      const whole = /[a-z0-9]/.test(text) ? new RegExp(`(?<![a-z0-9])${RegExp.escape(text)}(?:s|es)?(?![a-z0-9])`, 'y') : null;
      return [text.charAt(0), { text, meaning, whole }];
    }),
  );
  return (lower) => {
    const found = new Set<Keyword<Meaning>>();
    for (let at = 0; at < lower.length; at += 1) {
      for (const keyword of byFirst.get(lower.charAt(at)) ?? []) if (isAt(keyword, lower, at)) found.add(keyword);
    }
    const counts = new Map<Meaning, number>();
    for (const { meaning } of found) counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
    return counts;
  };
}

function isAt({ text, whole }: Keyword<unknown>, lower: string, at: number): boolean {
  if (!lower.startsWith(text, at)) return false;
  if (!whole) return true;
  whole.lastIndex = at;
  return whole.test(lower);
}

/** A question as keywords are looked for in it. */
export function lowerOf(text: string): string {
  return text.slice(0, 400).normalize('NFKC').toLowerCase();
}

/** The items of each key, in their order. */
export function grouped<Key, Item>(pairs: Iterable<readonly [Key, Item]>): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const [key, item] of pairs) {
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
