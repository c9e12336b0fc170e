import type { Language } from './session.ts';
import { normalise } from './understanding/normalise.ts';

/**
 * People write in the language they think in, whatever the page was in: who writes a sentence in another language is answered in it.
 */
export function spokenLanguage(current: Language, texts: readonly string[], isEnglish: (text: string) => boolean): Language {
  const text = texts.join('\n');
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  const traditional = han.filter((character) => normalise(character) !== character).length;
  if (current === 'en') {
    if (han.length < 2) return current;
    return traditional > 0 ? 'zh-Hant' : 'zh-Hans';
  }
  if (isEnglish(text)) return 'en';
  return current === 'zh-Hans' && traditional >= 3 ? 'zh-Hant' : current;
}
