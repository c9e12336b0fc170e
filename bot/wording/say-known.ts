import { recap } from './greeting.ts';
import type { Scene } from './scene.ts';
import { series } from './series.ts';
import { slotName } from './value.ts';

/** What is known of the prospect: the case itself, and which contacts there are, though not their numbers. */
export function sayKnown(scene: Scene): string {
  const { words, book, values } = scene;
  const known = recap(scene);
  const contacts = (book.slots['contact']?.any ?? []).filter((slot) => values[slot] !== undefined);
  const list = series(
    words,
    contacts.map((slot) => slotName(scene, slot)),
  );
  return [
    known === null ? words('notice.known.nothing') : words('notice.known.all', { known }),
    contacts.length === 0 ? words('notice.known.no-contact') : words('notice.known.contact', { list }),
  ].join('\n');
}
