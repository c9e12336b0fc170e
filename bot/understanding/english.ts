import { everywhere, grammar } from './grammar.ts';
import { normalise, plain } from './normalise.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Whether a text is said in English. A name, an amount or an address in Latin letters is no sentence, and "ok" or "thanks" are
 * everybody's: of two or three words each must be known, and one must be of those that only stand in sentences.
 */
export function isEnglish(text: string, { expression, words }: Pick<Vocabulary, 'expression' | 'words'>): boolean {
  const said = normalise(plain(text));
  // 可以用英文吗 asks for it.
  if (/\p{Script=Han}/u.test(said)) return words['talk.english'].has(said);
  const sentence = said.replaceAll(/\S*[@\d_/]\S*/g, ' ');
  if (/\benglish\b/.test(said)) return true;
  const { length } = wordsOf(sentence);
  if (length < 2 || !expression(telling).test(sentence.replaceAll(expression(courtesy), ' '))) return false;
  return length >= aSentence || wordsOf(sentence.replaceAll(expression(known), ' ')).length === 0;
}

/** So many words with one that only stands in sentences are no name. */
const aSentence = 4;

const wordsOf = (text: string): readonly string[] => text.match(/[a-z']+/g) ?? [];

const telling = grammar`${'english.telling'}`;
const courtesy = everywhere`${'english.courtesy'}`;
const known = everywhere`${'english.telling'}|${'english.known'}|${'english.courtesy'}`;
