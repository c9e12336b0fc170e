import { englishBeginning, englishNumeralAt } from './english-numeral.ts';
import { beginsNumeral, numeralAt, type Numeral } from './numeral.ts';
import { pinyinNumerals } from './pinyin-numeral.ts';
import { matchesIn } from './matches.ts';

/** Reads the number that begins at a place of a text: in digits, Chinese numerals, pinyin or, in the first `englishUpTo` characters, English words. */
export function numeralReader(text: string, englishUpTo = text.length): (index: number) => Numeral | null {
  const words = /[a-z]{3}/.test(text)
    ? new Set(matchesIn(text.slice(0, englishUpTo), englishBeginning).map(({ index }) => index))
    : null;
  const spelt = words && pinyinNumerals(text);
  return (index) => {
    const numeral = spelt?.get(index);
    if (numeral) return numeral;
    if (words?.has(index)) return englishNumeralAt(text, index);
    return beginsNumeral(text.charCodeAt(index)) ? numeralAt(text, index) : null;
  };
}
