/** In letters; English takes more of them to say the same. */
const briefly = { zh: 60, en: 140 };

/** Of a long message the sentences that ask, else the last one: what is told around them would lead a search astray. */
export function questionIn(text: string): string {
  if (text.length <= (/\p{Script=Han}/u.test(text) ? briefly.zh : briefly.en)) return text;
  const sentences = text.split(/(?<=[。！？!?\n]|\. )/).filter((sentence) => sentence.trim() !== '');
  const asking = sentences.filter((sentence, index) => asks(sentence) || refersBack(sentences[index + 1]));
  return asking.length > 0 ? asking.join(' ') : (sentences.at(-1) ?? text);
}

const asks = (sentence: string): boolean => /[？?]/.test(sentence);

/** "When is it due?" is about what was said right before it. */
const refersBack = (next: string | undefined): boolean =>
  next !== undefined && asks(next) && /\b(?:it|this|that|they)\b/i.test(next);
