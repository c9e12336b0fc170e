import type { Language } from './session.ts';
import { normalise } from './understanding/normalise.ts';

/**
 * People write in the language they think in, whatever the page was in: who writes a sentence in another language is answered in it.
 * A name, an amount or an address in Latin letters is no sentence.
 */
export function spokenLanguage(current: Language, texts: readonly string[]): Language {
  const text = texts.join('\n');
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  const traditional = han.filter((character) => normalise(character) !== character).length;
  if (current === 'en') {
    if (han.length < 2) return current;
    return traditional > 0 ? 'zh-Hant' : 'zh-Hans';
  }
  if (han.length === 0 && isEnglish(text)) return 'en';
  return current === 'zh-Hans' && traditional >= 3 ? 'zh-Hant' : current;
}

const englishWords = /\b(?:the|is|are|we|you|can|could|how|what|which|do|does|please|my|our|want|need|would|have|speak)\b/i;

function isEnglish(text: string): boolean {
  const words = text.replaceAll(/\S*[@\d_/]\S*/g, ' ').match(/[a-z']{2,}/gi) ?? [];
  return (words.length >= 4 && englishWords.test(text)) || /\benglish\b/i.test(text);
}
