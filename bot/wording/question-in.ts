const briefly = 60;

/** Of a long message the sentences that ask, else the last one: what is told around them would lead a search astray. */
export function questionIn(text: string): string {
  if (text.length <= briefly) return text;
  const sentences = text.split(/(?<=[。！？!?\n]|\. )/).filter((sentence) => sentence.trim() !== '');
  const asking = sentences.filter((sentence) => /[？?]/.test(sentence));
  return asking.length > 0 ? asking.join(' ') : (sentences.at(-1) ?? text);
}
