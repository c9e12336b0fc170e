import { raisedFrom } from './capital-told.ts';
import type { Manner } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

type Taken = Pick<Manner, 'takesWay' | 'takesPlace' | 'decidesRaise' | 'capitalFrom'>;

/** Which of the ways that were told is taken; a question takes none. */
export function wayTaken(said: string, today: string, vocabulary: Vocabulary): Taken {
  const { words } = vocabulary;
  if (words['ask.any'].has(said)) return {};
  if (words['way.raise.decided'].has(said))
    return { takesWay: 'raise', decidesRaise: true, ...raisedFrom(said, today, vocabulary) };
  const place: Taken = words['way.place'].has(said) ? { takesPlace: true } : {};
  const way = ways.find((each) => words[`way.${each}`].has(said));
  if (way === undefined) return place;
  return { ...place, takesWay: way, ...(way === 'raise' && raisedFrom(said, today, vocabulary)) };
}

const ways = ['first', 'second', 'raise'] as const;
