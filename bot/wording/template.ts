import type { Texts } from '../content/texts.ts';

export type Params = Readonly<Record<string, string>>;

/** Puts texts into words. Throws for a key that no text has: `npm run check` finds those before anybody reads one. */
export interface Words {
  (key: string, params?: Params): string;
  has(key: string): boolean;
  /** What the knowledge says, in the characters of the language. */
  adapt(text: string): string;
}

export interface Wordbook {
  /** The variants of a text take turns: `turn` chooses. */
  words(turn: number): Words;
}

/**
 * Compiles texts on first use. Facts are put in then, as they do not change while a process runs; parameters are put in each time
 * and pass through `adapt` first (names from the knowledge are in Simplified characters, the text may not be).
 */
export function wordbook(texts: Texts, fact: (id: string) => string, adapt: (text: string) => string = (text) => text): Wordbook {
  const compiled = new Map<string, readonly Template[]>();
  const templates = (key: string): readonly Template[] => {
    const known = compiled.get(key);
    if (known) return known;
    const variants = texts.get(key);
    if (!variants) throw new Error(`there is no text "${key}"`);
    const made = variants.map((variant) => compile(variant, fact));
    compiled.set(key, made);
    return made;
  };
  // A conversation has its words made several times a turn; most turns are among the first.
  const made: Words[] = [];
  const wordsOf = (turn: number): Words => {
    const words = (key: string, params?: Params): string => {
      const variants = templates(key);
      return fill(variants[turn % variants.length] ?? [], params ?? none, adapt);
    };
    return Object.assign(words, { has: (key: string) => texts.has(key), adapt });
  };
  return { words: (turn) => made[turn] ?? (turn < turnsKept ? (made[turn] = wordsOf(turn)) : wordsOf(turn)) };
}

const turnsKept = 100;

const none: Params = {};

/** Literal texts and names of parameters, in turn: even places are literal. */
type Template = readonly string[];

function compile(text: string, fact: (id: string) => string): Template {
  return text.replace(/\{fact:([^{}]+)\}/g, (_, id: string) => fact(id)).split(/\{([^{}\s]+)\}/);
}

function fill(template: Template, params: Params, adapt: (text: string) => string): string {
  let text = template[0] ?? '';
  for (let index = 1; index < template.length; index += 1) {
    const piece = template[index] as string;
    text = joined(text, index % 2 === 0 ? piece : adapt(params[piece] ?? ''));
  }
  return text;
}

/** Figures and Latin letters stand a little apart from Chinese, whatever a parameter begins or ends with. */
function joined(before: string, after: string): string {
  const last = before.charCodeAt(before.length - 1);
  const first = after.charCodeAt(0);
  const isApart = (isChinese(last) && isLatin(first)) || (isLatin(last) && isChinese(first));
  return isApart ? `${before} ${after}` : before + after;
}

function isChinese(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

/** Digits and ASCII letters. */
function isLatin(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
