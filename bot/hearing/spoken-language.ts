import type { Language } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';

/**
 * People write in the language they think in, whatever the page was in: who writes a sentence in another language is answered in it.
 */
export function spokenLanguage(current: Language, texts: readonly string[], isEnglish: (text: string) => boolean): Language {
  const text = texts.join('\n');
  if (current === 'en') {
    if ((text.match(han) ?? []).length < 2) return current;
    return traditionalIn(text) > 0 ? 'zh-Hant' : 'zh-Hans';
  }
  if (isEnglish(text)) return 'en';
  return current === 'zh-Hans' && traditionalIn(text) >= 3 ? 'zh-Hant' : current;
}

const han = /\p{Script=Han}/gu;

/** How many characters are written otherwise in Simplified. */
function traditionalIn(text: string): number {
  // Most texts have none, and one comparison tells.
  if (normalise(text) === text) return 0;
  return (text.match(han) ?? []).filter((character) => normalise(character) !== character).length;
}
