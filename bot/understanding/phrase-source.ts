import { normalise } from './normalise.ts';
import { beginningsOf, isSilent } from './prefixes.ts';

/** The source of a regular expression for one phrase. Latin words match whole words only. Throws an Error that names a phrase with half a bracket. */
export function sourceOf(phrase: string): string {
  const spaced = /[a-z]/i.test(phrase) && !/[\u4e00-\u9fff]/.test(phrase);
  return withWholeBrackets(normalise(phrase.trim())).replace(part, (found) => {
    if (/^[a-z\d#]/.test(found)) return `${before}${wordsOf(found)}${after}`;
    // In Chinese a space ends a clause; between English words it does not.
    return (spaced && englishMarks[found]) || (marks[found] ?? `\\${found}`);
  });
}

/** The phrase itself. A bracket is all that can be wrong with one, and to look for that costs less than to compile thousands. */
export function withWholeBrackets(phrase: string): string {
  if (!/[()[\]]/.test(phrase)) return phrase;
  const open: string[] = [];
  const isWhole = Array.from(phrase.matchAll(/[()[\]]/g)).every(([bracket]) => {
    if (bracket === '(' || bracket === '[') return open.push(bracket);
    return open.pop() === (bracket === ')' ? '(' : '[');
  });
  if (!isWhole || open.length > 0) throw new Error(`the phrase "${phrase}" has a bracket without its other half`);
  return phrase;
}

function wordsOf(found: string): string {
  const loose = found.replaceAll("'", (mark, at: number) => (isSilent(found, at) ? `${mark}?` : mark));
  return loose.replaceAll('#', String.raw`\d`).replaceAll(/ +/g, ' {1,2}');
}

const part = /\(\?<?[!=]|[a-z\d#]+(?:[ ']+[a-z\d#]+)*|[$()*+.?[\]\\^{|}… ]/g;
const englishMarks: Record<string, string> = {
  '…': '[^,;!?。\\n]{0,12}?',
  '^': '(?<=^|[,;:!?。.…~"(\n\u4e00-\u9fff] {0,2})',
  $: '(?= {0,2}(?:$|[,;:!?。.…~"()\n\u4e00-\u9fff]))',
};
const before = '(?<![a-z0-9])';
const after = '(?![a-z0-9])';
const marks: Record<string, string> = {
  '…': '[^,;!?。\\n]{0,6}?',
  '(': '(?:',
  ')': ')',
  '|': '|',
  '[': '(?:',
  ']': ')?',
  ' ': ' {0,2}',
  '(?!': '(?!',
  '(?=': '(?=',
  '(?<=': '(?<=',
  '(?<!': '(?<!',
  '^': '(?<![^\\s,;:!?。、…~"])',
  $: '(?![^\\s,;:!?。、…~".])',
};

/** What must not go before is looked for at each character of a text, unless the first one of the phrase is asked for before it. */
export function beginningOf(phrase: string, source: string): string {
  const beginnings = source.startsWith('(?<') ? beginningsOf(phrase) : null;
  if (beginnings === null) return '';
  const first = new Set(beginnings.map((beginning) => beginning[0] as string));
  return `(?=[${[...first].join('').replaceAll(/[\]\\^-]/g, String.raw`\$&`)}])`;
}
