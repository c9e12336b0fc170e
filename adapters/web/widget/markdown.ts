export type Inline = string | { readonly bold: readonly Inline[] } | { readonly link: string; readonly text: string };
export type Block =
  | { readonly lines: readonly (readonly Inline[])[] }
  | { readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly Inline[])[] };

// A bare address ends before the punctuation that follows it; Chinese is none of its characters.
const inline = /\*\*(?=\S)([^*\n]+)\*\*|\[([^\]\n]+)\]\(([^()\s]+)\)|(https?:\/\/[\w/=&#%+.~:?@!$,;-]*[\w/=&#%+-])/g;
const bullet = /^\s*(?:[-*•]|(\d{1,3})[.)、])\s+(.+)$/;

/** Bold, lists and links; everything else is text as it stands. The result is data: nothing of it can become markup. */
export function markdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: (readonly Inline[])[] = [];
  let list: { ordered: boolean; start: number; items: (readonly Inline[])[] } | undefined;
  const end = (): void => {
    if (lines.length > 0) blocks.push({ lines });
    [lines, list] = [[], undefined];
  };
  for (const line of text.trim().split('\n')) {
    const item = bullet.exec(line);
    if (item) {
      const ordered = item[1] !== undefined;
      if (list?.ordered !== ordered) {
        end();
        blocks.push((list = { ordered, start: Number(item[1] ?? 1), items: [] }));
      }
      list.items.push(inlines(item[2]!));
    } else if (line.trim() === '') end();
    else {
      if (list) end();
      lines.push(inlines(line));
    }
  }
  end();
  return blocks;
}

function inlines(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [all, bold, label, target, address] = match;
    if (match.index > from) parts.push(text.slice(from, match.index));
    if (bold !== undefined) parts.push({ bold: inlines(bold) });
    else parts.push({ link: target ?? address!, text: label ?? address! });
    from = match.index + all.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** The address that a link of the bot's may lead to; null for anything but http(s) and relative ones, which are of the bot's server. */
export function safeAddress(link: string, origin: string): string | null {
  try {
    const { protocol, href } = new URL(link, origin);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
