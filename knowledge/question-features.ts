/**
 * What a question is compared by beside its meanings: the one, two and three characters of Chinese that follow each other, where a stretch of it
 * begins and ends, and English words alone and in pairs. Nobody cuts a sentence into words alike; such pieces need no cutting.
 */
export function addPieces(features: Set<string>, lower: string): void {
  for (const run of lower.match(chinese) ?? []) addCharacters(features, run);
  let before = '';
  for (const word of lower.match(latin) ?? []) {
    features.add(word);
    if (before !== '') features.add(`${before} ${word}`);
    before = word;
  }
}

const chinese = /[\u4e00-\u9fff]+/g;
const latin = /[a-z0-9']+/g;

function addCharacters(features: Set<string>, run: string): void {
  const framed = `^${run}$`;
  for (let at = 0; at < framed.length; at += 1) {
    if (at > 0 && at + 1 < framed.length) features.add(framed.charAt(at));
    if (at + 2 <= framed.length) features.add(framed.slice(at, at + 2));
  }
}
