/** "微 信 就 是 手 机 1 5 1 …", "I C P": letters that were set apart one by one stand together again; spaces between words stay. */
export function unspaced(text: string): string {
  // Few messages hold a letter between two spaces.
  if (!/ \S |^\S \S$/.test(text)) return text;
  const joined = text.replace(apart, (letters) => letters.replaceAll(' ', ''));
  // Wider gaps stood between the words.
  return joined === text ? text : joined.replaceAll(/ {2,}/g, ' ');
}

/** Four of anything, three Latin letters, or a message of nothing but two or three characters; a pair within others may be two words. */
const apart = /(?<!\S)(?:(?:\S ){3,}\S|[a-z] [a-z] [a-z])(?!\S)|^\p{Script=Han}(?: \p{Script=Han}){1,2}$/giu;
