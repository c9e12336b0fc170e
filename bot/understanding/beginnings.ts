import { normalise } from './normalise.ts';

/**
 * The first one or two characters with which a text can match a phrase of the vocabulary; null when it may begin with anything.
 * Of some hundred lists a short message can only meet a few: knowing which saves searching for the others.
 */
export function beginningsOf(phrase: string): ReadonlySet<string> | null {
  const found = sequence({ phrase: normalise(phrase.trim()), at: 0 });
  const starts = new Set<string>();
  for (const { text, open } of found) {
    if (text === '' || (open && text.length === 0)) return null;
    starts.add(text);
  }
  return starts;
}

interface Cursor {
  readonly phrase: string;
  at: number;
}

/** A beginning; an open one may go on with anything, a full one needs no more. */
interface Beginning {
  readonly text: string;
  readonly open: boolean;
}

const length = 2;

/** Reads up to the end, a `|` or a closing bracket. */
function sequence(cursor: Cursor): Beginning[] {
  let all: Beginning[] = [{ text: '', open: false }];
  while (cursor.at < cursor.phrase.length && !'|)]'.includes(cursor.phrase[cursor.at] as string)) {
    const next = item(cursor);
    all = all.flatMap((one) =>
      one.open || one.text.length >= length
        ? [one]
        : next.map((more) => ({ text: (one.text + more.text).slice(0, length), open: more.open })),
    );
  }
  return all;
}

function item(cursor: Cursor): Beginning[] {
  const look = /^\(\?<?[!=]/.exec(cursor.phrase.slice(cursor.at));
  if (look) {
    cursor.at += look[0].length;
    alternatives(cursor);
    return nothing;
  }
  const character = cursor.phrase[cursor.at] as string;
  cursor.at += 1;
  if (character === '(') return alternatives(cursor);
  if (character === '[') return [...alternatives(cursor), ...nothing];
  // A space may be missing: what stands behind it begins the phrase as well.
  if (character === '^' || character === '$') return nothing;
  return '…# '.includes(character) ? [{ text: '', open: true }] : [{ text: character, open: false }];
}

const nothing: Beginning[] = [{ text: '', open: false }];

function alternatives(cursor: Cursor): Beginning[] {
  const all = sequence(cursor);
  while (cursor.phrase[cursor.at] === '|') {
    cursor.at += 1;
    all.push(...sequence(cursor));
  }
  cursor.at += 1;
  return all;
}
