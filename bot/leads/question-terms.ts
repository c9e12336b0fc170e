import { segmentsOf } from '../../knowledge/segments.ts';

const han = /^\p{Script=Han}+$/u;

/** Longer texts hold no further question: what is past this is not looked at. */
const longest = 400;

/** Words that only hold a sentence together. */
const glue = new Set(
  '的 了 吗 呢 吧 啊 呀 是 我 你 您 我们 你们 咱们 这 那 这个 那个 有 就 都 也 还 和 跟 与 在 要 会 能 可以 想 请问 一下 怎么 怎么样 怎样 公司 我司 办 办理 帮 帮忙 能不能 行不行 可不可以 是不是 有没有 什么 是什么 哪里 一个 个 现在 今天 the a an is are do does did we you i our us it to of for and or in on be can with if my your please have has there that this what how'.split(
    ' ',
  ),
);

/**
 * What a text is about: its words, and of Chinese words the pairs of characters too, because two people's sentences are cut
 * into words differently.
 */
export function termsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  const plain = text.slice(0, longest).normalize('NFKC').toLowerCase();
  for (const { segment, isWordLike } of segmentsOf(plain)) {
    if (!isWordLike || glue.has(segment)) continue;
    words.add(han.test(segment) ? segment : stemOf(segment));
    for (const pair of pairsOf(segment)) words.add(pair);
  }
  return words;
}

function pairsOf(word: string): string[] {
  if (word.length < 3 || !han.test(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
}

/** English plurals and spellings of one word count as one. */
function stemOf(word: string): string {
  if (word === 'center') return 'centre';
  return word.length > 3 ? word.replace(/(?<=[a-z])(?:s|ed|ing)$/, '') : word;
}
