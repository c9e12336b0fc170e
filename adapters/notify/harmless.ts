/**
 * Text that strangers typed, on one line, in which no chat program finds a mention, a link or markup. Characters with a meaning become
 * their full-width twins, which read the same.
 */
export function harmless(text: string, most = 60): string {
  const line = text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[<>[\](){}*_~`#|!\\@&]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + fullWidth))
    .replaceAll('://', '：//')
    .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, '. ');
  return clipped(line.trim(), most);
}

/** At most so many characters, the last one telling that there are more. */
export function clipped(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

// Control characters but the ones that are spaces; signs that turn the direction of writing, join or hide.
const unseen = /[^\P{C}\s]/gu;
const fullWidth = 0xfe_e0;
