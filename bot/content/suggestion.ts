/** What to write instead of a name that does not exist. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const names = [...candidates];
  const close = nearest(word, names);
  if (close !== null) return `Did you mean "${close}"?`;
  return names.length > 0 && names.length <= 12 ? `Write one of: ${names.join(', ')}` : '';
}

/** The candidate that `word` was most likely meant to be, or null when none is close. */
function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.ceil(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = distanceBetween(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's: how many letters must be put in, left out or changed. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
