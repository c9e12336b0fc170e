/** As WeChat counts: bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Where a text may be parted, the best first: paragraphs, lines, sentences, clauses, words, and between any two characters. */
const boundaries = [/(?<=\n\n)/, /(?<=\n)/, /(?<=[。！？；]|[.!?;]\s)/u, /(?<=[，、,：:]\s?)/u, /(?<=\s)/u];
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The text in parts that fit, each as long as it can be; parted inside a sentence only when the sentence alone is too long. */
export function partsOf(text: string, maxBytes: number): readonly string[] {
  return packed(piecesOf(text.trim(), maxBytes, 0), maxBytes);
}

/** Pieces that fit. A piece that does not is parted at the next finer boundary. */
function piecesOf(text: string, maxBytes: number, level: number): readonly string[] {
  if (bytesOf(text) <= maxBytes) return [text];
  const boundary = boundaries[level];
  if (!boundary) return Array.from(graphemes.segment(text), ({ segment }) => segment);
  return text.split(boundary).flatMap((piece) => piecesOf(piece, maxBytes, level + 1));
}

function packed(pieces: readonly string[], maxBytes: number): readonly string[] {
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && bytesOf(last + piece) <= maxBytes) parts[parts.length - 1] = last + piece;
    else parts.push(piece);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
