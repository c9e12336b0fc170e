import type { Language } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';

/**
 * People write in the language they think in, whatever the page was in: who writes a sentence in another language is answered in it.
 */
export function spokenLanguage(current: Language, texts: readonly string[], isEnglish: (text: string) => boolean): Language {
  const text = texts.join('\n');
  if (current === 'en') {
    if ((text.match(han) ?? []).length < 2 || isEnglish(text) || isMostlyLatin(text)) return current;
    return traditionalIn(text) > 0 ? 'zh-Hant' : 'zh-Hans';
  }
  if (isEnglish(text)) return 'en';
  return current === 'zh-Hans' && traditionalIn(text) >= 3 ? 'zh-Hant' : current;
}

/** "We need a 全网 license, 内资 company in Chengdu": names in a sentence that is English by most of its words. */
function isMostlyLatin(text: string): boolean {
  const words = (text.match(/[a-z']{2,}/gi) ?? []).length;
  return words >= aSentence && words > (text.match(han) ?? []).length;
}

/** In words. */
const aSentence = 5;
const han = /\p{Script=Han}/gu;

/** How many characters are written otherwise in Simplified. */
function traditionalIn(text: string): number {
  // Most texts have none, and one comparison tells.
  if (normalise(text) === text) return 0;
  return (text.match(han) ?? []).filter((character) => normalise(character) !== character).length;
}
