import type { Choice } from '../../bot/message.ts';
import type { Capabilities, MenuLimits } from './capabilities.ts';
import { type Owed, plainRest } from './owed.ts';
import { bytesOf, partsOf } from './split.ts';

/** One send: a text, with a menu below it when there is something to tap. */
export interface Bubble {
  readonly text: string;
  readonly choices: readonly Choice[];
}

export interface Rendering {
  readonly capabilities: Capabilities;
  /** What addresses without a server are relative to. */
  readonly publicUrl: string;
  /** How many bubbles there may be. */
  readonly max: number;
  /** Ends a text that does not fit: words with the address of a page where all of it stands. */
  readonly more: string;
}

/**
 * What is to be said, in as few bubbles as the channel can take. Choices become a menu, words to tap or numbers; a long text is parted
 * where it pauses; what is too long for all bubbles ends at a sentence, with the page where it stands whole. Never cut in the middle.
 */
export function bubblesOf(messages: readonly Owed[], { capabilities, publicUrl, max, more }: Rendering): readonly Bubble[] {
  const { maxTextBytes, choices: way, menu } = capabilities;
  const choices = messages.at(-1)?.choices ?? [];
  const text = messages
    .map((message) => plainRest(message, publicUrl))
    .join('\n\n')
    .trim();
  if (way === 'menu' && menu && fitsMenu(choices, menu)) {
    const tapped = withMenu(text, choices, { maxTextBytes, menu });
    if (tapped && tapped.length <= max) return tapped;
  }
  const tail = choices.length > 0 ? `\n\n${choicesIn(choices, way)}` : '';
  const parts = partsOf(`${text}${tail}`, maxTextBytes);
  const fitting = parts.length <= max ? parts : shortened(text, { max, maxTextBytes, tail: `\n\n${more}${tail}` });
  return fitting.map((part) => ({ text: part, choices: [] }));
}

/** The text with the menu on its last part; null when the menu would have to stand alone. */
function withMenu(
  text: string,
  choices: readonly Choice[],
  { maxTextBytes, menu }: { maxTextBytes: number; menu: MenuLimits },
): readonly Bubble[] | null {
  if (text === '') return null;
  if (bytesOf(text) <= menu.maxHeadBytes) return [{ text, choices }];
  // A number is as good an answer as a tap, and one send is better than two.
  if (bytesOf(`${text}\n\n${choicesIn(choices, 'numbers')}`) <= maxTextBytes) return null;
  const parts = partsOf(text, maxTextBytes);
  const last = parts.at(-1) ?? '';
  if (bytesOf(last) > menu.maxHeadBytes) return null;
  return [...parts.slice(0, -1).map((part) => ({ text: part, choices: [] })), { text: last, choices }];
}

function fitsMenu(choices: readonly Choice[], { maxItems, maxIdBytes, maxLabelBytes }: MenuLimits): boolean {
  const fits = ({ value, label }: Choice): boolean => bytesOf(value) <= maxIdBytes && bytesOf(label) <= maxLabelBytes;
  return choices.length > 0 && choices.length <= maxItems && choices.every(fits);
}

function choicesIn(choices: readonly Choice[], way: Capabilities['choices']): string {
  return choices.map(({ value, label }, index) => `${index + 1}. ${way === 'links' ? tappable(label, value) : label}`).join('\n');
}

/** A tap sends the label as if it had been typed, with the value beside it. */
function tappable(label: string, value: string): string {
  const address = `weixin://bizmsgmenu?msgmenucontent=${encodeURIComponent(label)}&msgmenuid=${encodeURIComponent(value)}`;
  return `<a href="${address}">${label}</a>`;
}

/** As much of the beginning as fits, and the tail that leads to the rest. */
function shortened(
  text: string,
  { max, maxTextBytes, tail }: { max: number; maxTextBytes: number; tail: string },
): readonly string[] {
  const room = maxTextBytes - bytesOf(tail);
  const parts = partsOf(text, room).slice(0, max);
  return parts.map((part, index) => (index === parts.length - 1 ? `${part}${tail}` : part));
}
