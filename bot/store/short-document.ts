import { restore, shorten } from './phrases.ts';

/**
 * A document as short JSON. A turn changes little of a session and leaves the rest as the very objects they were, so the text of each
 * is kept with it: documents that were written are never changed.
 */
export function shortDocument(document: unknown): string {
  return textOf(document, 0);
}

export function documentFrom(short: string): unknown {
  return JSON.parse(restore(short));
}

/** How far down parts have texts of their own: below, they come and go together. */
const deepest = 3;

const texts = new WeakMap<object, string>();

function textOf(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const isWhole = depth === deepest || !hasParts(value);
  const text = isWhole ? shorten(JSON.stringify(value)) : joined(value, depth + 1);
  // The document itself is new each time.
  if (depth > 0) texts.set(value, text);
  return text;
}

function hasParts(value: object): boolean {
  return Object.values(value).some((part) => typeof part === 'object' && part !== null);
}

function joined(value: object, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item ?? null, depth)).join(',')}]`;
  let text = '';
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) text += `${text === '' ? '' : ','}${nameOf(name)}${textOf(part, depth)}`;
  }
  return `{${text}}`;
}

/** Names are few. */
const names = new Map<string, string>();

function nameOf(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    text = shorten(`${JSON.stringify(name)}:`);
    // Slots are named by the content, which is small; but nothing may grow for ever.
    if (names.size < 1000) names.set(name, text);
  }
  return text;
}
