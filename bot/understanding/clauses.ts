import { everywhere } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';
import { matchesIn } from './matches.ts';

/** A part of a message between marks, or between words that begin a new thought. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cuts a normalised message into clauses. Voice input has no marks, so words like 然后 and 另外 cut as well. */
export function clausesOf(text: string, { expression }: Pick<Vocabulary, 'expression'>): readonly Clause[] {
  // Each reading of a message asks for the same clauses.
  if (last?.text !== text || last.expression !== expression) last = { text, expression, clauses: cutUp(text, expression(cut)) };
  return last.clauses;
}

let last: (Pick<Vocabulary, 'expression'> & { readonly text: string; readonly clauses: readonly Clause[] }) | null = null;

function cutUp(text: string, marks: RegExp): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of matchesIn(text, marks)) {
    // A question mark stays with its clause: it says what the clause is.
    const end = match[0].startsWith('?') ? match.index + 1 : match.index;
    add(clauses, text, { start, end });
    start = /^[a-z\u4e00-\u9fff]/.test(match[0]) ? match.index : match.index + match[0].length;
  }
  add(clauses, text, { start, end: text.length });
  return clauses;
}

const cut = everywhere`[,](?!\d{3}(?!\d))|[;!。\n]+|\?+|\.(?<!(?:approx|incl|excl|[( ]no|[( ]vs|[( ]ca)\.)(?=\s|$)|…+|\.{3,}| {2,}|(?<=[\u4e00-\u9fff万亿w元%\d]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d)|(?<=吗)(?=[\u4e00-\u9fff])|[\ud83c-\ud83e][\udc00-\udfff]|${'clause.begin'}`;

function add(clauses: Clause[], text: string, { start, end }: { start: number; end: number }): void {
  let begin = start;
  while (begin < end && text[begin] === ' ') begin += 1;
  if (text.slice(begin, end).trim() !== '') clauses.push({ start: begin, end, text: text.slice(begin, end) });
}
