import { grammar } from './grammar.ts';
import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A message without the places that it names for something else than who holds the company: the money of a country ("HK$5 million",
 * 新加坡元), or, where the talk is of where business is done, what is left out of it (全国都做，除了港澳台).
 */
export function withoutPlaces(text: string, pending: Pending, { words, currencies, expression }: Vocabulary): string {
  const named = places.flatMap((list) => words[list].all(text));
  if (named.length === 0) return text;
  const isOfBusiness = asksForPlace.has(pending) || words['scope.nationwide'].has(text);
  const isMoney = ({ start, end }: Found): boolean => (currencies.after(text, start)?.end ?? 0) > end;
  const isLeftOut = ({ start, end }: Found): boolean => {
    const after = text.slice(end);
    if (expression(notServed).test(after)) return true;
    if (!isOfBusiness || expression(held).test(after)) return false;
    return expression(leftOut).test(text.slice(0, start)) || expression(out).test(after);
  };
  return without(
    text,
    named.filter((found) => isMoney(found) || isLeftOut(found)),
  );
}

const places = ['funding.hmt', 'funding.hmt.place', 'funding.country'] as const;
const asksForPlace: ReadonlySet<Pending> = new Set(['scope', 'province']);

const leftOut = grammar`${'place.left-out'}[^,;。!?]{0,8}$`;
const out = grammar`^[^,;。!?]{0,6}${'place.out'}`;
/** 港澳台先不碰: whatever is asked, one does no business there. */
const notServed = grammar`^[^,;。!?]{0,5}${'place.not-served'}`;
const held = grammar`^ ?的?${'funding.holder'}`;
