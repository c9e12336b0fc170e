import type { Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 日方退出了，工商还没变更完: until it is registered that he has left, a shareholder counts as one. Null where that is not told. */
export function stillHolding(
  text: string,
  { words }: Vocabulary,
): Exclude<Slots['fundingOrigin'], 'domestic' | undefined> | null {
  if (!words['funding.unregistered'].has(text) || !words['funding.former'].has(text)) return null;
  if (words['funding.hmt'].has(text) || words['funding.hmt.place'].has(text)) return 'hmt';
  return words['funding.joint'].has(text) ? 'joint' : 'foreign';
}
