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
  if (/\p{Script=Han}/u.test(said)) return words['talk.english'].has(said) || isWithName(said, { expression, words });
  const sentence = said.replaceAll(/\S*[@\d_/]\S*/g, ' ');
  // "my wechat is saasbob_sz" is written so on a Chinese page, too.
  if (/[a-z]\S*[@_\d]/.test(said) && wordsOf(sentence).length < aSentence) return false;
  if (/\benglish\b/.test(said)) return true;
  const { length } = wordsOf(sentence);
  if (length < 2 || !expression(telling).test(sentence.replaceAll(expression(courtesy), ' '))) return false;
  return length >= aSentence || wordsOf(sentence.replaceAll(expression(known), ' ')).length === 0;
}

/** "Our company in Shanghai wants a 呼叫中心许可证": of a long sentence one thing alone is called by its Chinese name. */
function isWithName(said: string, vocabulary: Pick<Vocabulary, 'expression' | 'words'>): boolean {
  const [name, ...others] = said.match(/\p{Script=Han}+/gu) ?? [];
  const rest = said.replaceAll(/\p{Script=Han}+/gu, ' ');
  const isName = name !== undefined && others.length === 0 && name.length <= longestName && !inSentences.test(name);
  return isName && wordsOf(rest).length >= aSentence && isEnglish(rest, vocabulary);
}

const longestName = 10;
const inSentences = /[我你您吗呢的了吧要能是]/;

/** So many words with one that only stands in sentences are no name. */
const aSentence = 4;

const wordsOf = (text: string): readonly string[] => text.match(/[a-z']+/g) ?? [];

const telling = grammar`${'english.telling'}`;
const courtesy = everywhere`${'english.courtesy'}`;
const known = everywhere`${'english.telling'}|${'english.known'}|${'english.courtesy'}`;
