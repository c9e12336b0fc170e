import { grammar } from './grammar.ts';
import { without } from './masking.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A clause without the places that it names for something else than who holds the company: the money of a country ("HK$5 million",
 * 新加坡元), or, where the talk is `ofPlaces`, what a business leaves out (全国都做，除了港澳台).
 */
export function namesNoHolder(clause: string, ofPlaces: boolean, { words, currencies, expression }: Vocabulary): string {
  const isMoney = ({ start, end }: Found): boolean => (currencies.after(clause, start)?.end ?? 0) > end;
  const isLeftOut = ({ start, end }: Found): boolean => {
    const after = clause.slice(end);
    if (expression(notServed).test(after)) return true;
    return (
      ofPlaces &&
      !expression(held).test(after) &&
      (expression(leftOut).test(clause.slice(0, start)) || expression(out).test(after))
    );
  };
  const named = places.flatMap((list) => words[list].all(clause));
  return without(
    clause,
    named.filter((found) => isMoney(found) || isLeftOut(found)),
  );
}

const places = ['funding.hmt', 'funding.hmt.place', 'funding.country'] as const;

const leftOut = grammar`${'place.left-out'}[^,;。!?]{0,8}$`;
const out = grammar`^[^,;。!?]{0,6}${'place.out'}`;
/** 港澳台先不碰: whatever is asked, one does no business there. */
const notServed = grammar`^[^,;。!?]{0,5}${'place.not-served'}`;
const held = grammar`^ ?(?:的| )?${'funding.holder'}`;
