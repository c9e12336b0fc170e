import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Alias, Document, Pair, Scalar, YAMLParseError } from 'yaml';
import { isUsualNumber, isYesOrNo } from './quick.ts';
import type { Problem } from './problem.ts';
import type { Path, Place, Source } from './source.ts';
import { yamlWords } from './yaml-words.ts';

/** The file with where each part of it stands and everything that is wrong with its writing. */
export function exactSource(file: string, text: string, { texts }: { texts: boolean }): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', uniqueKeys: true, lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const written = text.split('\n');
  const misspelt = toldErrors(document.errors).map((error) => {
    const place = placeAt(error.pos[0]);
    return { file, ...place, ...yamlWords(error, written[place.line - 1] ?? '') };
  });
  const errors = misspelt.length > 0 ? misspelt : lostAliases(document).map((alias) => lost(alias, file, placeAt));
  const traps =
    texts || errors.length > 0 ? [] : trapsIn(document).map(({ offset, ...trap }) => ({ file, ...placeAt(offset), ...trap }));
  return {
    file,
    value: errors.length > 0 ? undefined : (document.toJS() as unknown),
    problems: [...errors, ...traps],
    place: (path, needle) => placeAt(offsetOf({ document, text }, path, needle)),
  };
}

/** `*price` where no `&price` is left: what it stood for went with the text that was taken out. */
function lostAliases(document: Document): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) aliases.push(alias);
    },
  });
  return aliases;
}

function lost(alias: Alias, file: string, placeAt: (offset: number) => Place): Problem {
  return {
    file,
    ...placeAt(startOf(alias)),
    message: `"*${alias.source}" stands for a part that is marked "&${alias.source}", and there is none`,
    fix: 'Write out here what it stood for',
  };
}

/** Where the writing is broken, the reader stumbles over every line that follows: only the first place is to be mended. */
function toldErrors(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const broken = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return broken ? [broken] : errors;
}

function offsetOf({ document, text }: { document: Document; text: string }, path: Path, needle?: string): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const key of path) {
    const child = childOf(node, key);
    if (!child) break;
    [node, offset] = [child.node, child.offset];
  }
  if (needle === undefined) return offset;
  const [start, , end] = (isNode(node) && node.range) || [offset, offset, offset];
  const found = text.slice(start, end).indexOf(needle);
  return found === -1 ? offset : start + found;
}

function childOf(node: unknown, key: PropertyKey): { node: unknown; offset: number } | null {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? null : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return pair ? { node: pair.value, offset: startOf(pair.key) } : null;
}

function startOf(node: unknown): number {
  return (isNode(node) && node.range?.[0]) || 0;
}

interface Trap {
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** Values that YAML reads as something else than a person wrote: `007` as 7, `1e5` as 100000, `yes` as a word. */
function trapsIn(document: Document): readonly Trap[] {
  const traps: Trap[] = [];
  visit(document, {
    Scalar(key, node) {
      const trap = node.type === 'PLAIN' ? trapOf(node, key === 'key') : null;
      if (trap) traps.push({ offset: startOf(node), ...trap });
    },
    Pair(_, pair: Pair) {
      if (!isScalar(pair.key))
        traps.push({ offset: startOf(pair.key), message: 'a name must be a word', fix: 'Write a plain word before the colon' });
    },
  });
  return traps;
}

function trapOf(node: Scalar, isKey: boolean): Omit<Trap, 'offset'> | null {
  const written = node.source ?? '';
  if (typeof node.value === 'number' && !isUsualNumber(written)) {
    return {
      message: `${written} is read as the number ${node.value}`,
      fix: `Write ${node.value}, or '${written}' in quotes if it is a text`,
    };
  }
  if (!isKey && isYesOrNo(written)) {
    const meant = /^(?:yes|on|y)$/i.test(written);
    return {
      message: `${written} is read as a word`,
      fix: `Write ${meant} if yes or no is meant, or '${written}' in quotes if it is a text`,
    };
  }
  return null;
}
