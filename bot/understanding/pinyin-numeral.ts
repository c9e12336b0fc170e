import { numeralAt, type Numeral } from './numeral.ts';
import { matchesIn } from './matches.ts';

/** The numerals of a text that are spelt by their sound, by where they begin: "yi qian wan", 1qianwan; null without any. */
export function pinyinNumerals(text: string): ReadonlyMap<number, Numeral> | null {
  if (!text.includes('wan')) return null;
  const found = matchesIn(text, spelt)
    .map(({ index, 0: written }): [number, Numeral][] => {
      const characters = written.replaceAll(syllable, (one) => characterOf[one] ?? one).replaceAll(' ', '');
      const numeral = numeralAt(characters, 0);
      return numeral?.end === characters.length ? [[index, { ...numeral, end: index + written.length }]] : [];
    })
    .flat();
  return found.length > 0 ? new Map(found) : null;
}

const characterOf: Readonly<Record<string, string>> = Object.fromEntries(
  '零ling 一yi 二er 两liang 三san 四si 五wu 六liu 七qi 八ba 九jiu 十shi 百bai 千qian 万wan'
    .split(' ')
    .map((one) => [one.slice(1), one.charAt(0)]),
);

/** A qian is no qi, and a bai no ba. */
const syllable = new RegExp(
  Object.keys(characterOf)
    .toSorted((one, other) => other.length - one.length)
    .join('|'),
  'g',
);
const digit = 'yi|er|liang|san|si|wu|liu|qi|ba|jiu|\\d+(?:\\.\\d+)?';

/** "Wu Wan" is a name: only what has hundreds or so before its 万 can be nothing else. */
const spelt = new RegExp(
  `(?<![a-z\\d.])(?:${digit}) ?(?:shi|bai|qian)(?: ?(?:ling ?)?(?:${digit})(?: ?(?:shi|bai|qian))?)* ?wan(?=yuan|[^a-z]|$)`,
  'g',
);
