import type { Message } from '../../bot/message.ts';
import type { Bubble } from './bubbles.ts';
import { plainText } from './plain-text.ts';

/** A message that is still to be said: all of it, or what stands in its plain text after so many characters. */
export type Owed = Message & { readonly after?: number | undefined };

/** A place of the transcript: `after` characters of how message `seq` reads. */
export interface Place {
  readonly seq: number;
  readonly after: number;
}

export function plainRest(message: Owed, publicUrl: string): string {
  return plainText(message, publicUrl).slice(message.after ?? 0);
}

/** Where what is left begins, once these first bubbles of it were said. Space counts for nothing: bubbles are trimmed. */
export function placeAfter(messages: readonly Owed[], said: readonly Bubble[], publicUrl: string): Place {
  let left = said.reduce((sum, { text }) => sum + lettersIn(text), 0);
  for (const message of messages.slice(0, -1)) {
    const text = plainRest(message, publicUrl);
    if (left < lettersIn(text)) return placeIn(message, text, left);
    left -= lettersIn(text);
  }
  const last = messages.at(-1);
  return last ? placeIn(last, plainRest(last, publicUrl), left) : { seq: 0, after: 0 };
}

/** Behind the last character there may still be choices. */
function placeIn({ seq, after = 0 }: Owed, text: string, letters: number): Place {
  let left = letters;
  let at = 0;
  for (; left > 0 && at < text.length; at++) left -= lettersIn(text.charAt(at));
  return { seq, after: after + at };
}

function lettersIn(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}

/** Of messages that begin at `place`, the first without what was said of it. */
export function owedFrom(
  messages: readonly Message[],
  { seq, after = 0 }: { seq: number; after?: number | undefined },
): readonly Owed[] {
  return after === 0 ? messages : messages.map((message) => (message.seq === seq ? { ...message, after } : message));
}
