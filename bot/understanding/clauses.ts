/** A part of a message between marks, or between words that begin a new thought. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cuts a normalised message into clauses. Voice input has no marks, so words like 然后 and 另外 cut as well. */
export function clausesOf(text: string): readonly Clause[] {
  // Each reading of a message asks for the same clauses.
  if (last?.text !== text) last = { text, clauses: cutUp(text) };
  return last.clauses;
}

let last: { readonly text: string; readonly clauses: readonly Clause[] } | null = null;

function cutUp(text: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of text.matchAll(cut)) {
    // A question mark stays with its clause: it says what the clause is.
    const end = match[0].startsWith('?') ? match.index + 1 : match.index;
    add(clauses, text, { start, end });
    start = /^[a-z\u4e00-\u9fff]/.test(match[0]) ? match.index : match.index + match[0].length;
  }
  add(clauses, text, { start, end: text.length });
  return clauses;
}

const cut =
  /[,](?!\d{3}(?!\d))|[;!。\n]+|\?+|\.(?=\s|$)|…+|\.{3,}| {2,}|(?<=[\u4e00-\u9fff万亿w元\d]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d)|(?:但是|不过|然后|另外|还有就是|而且|所以|可是|(?<![里中面])其实|顺便|(?<=. )but(?= ))/g;

function add(clauses: Clause[], text: string, { start, end }: { start: number; end: number }): void {
  if (text.slice(start, end).trim() !== '') clauses.push({ start, end, text: text.slice(start, end) });
}
