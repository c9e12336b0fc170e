import { grammar } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "Lives in Vancouver", 人还在国内: where somebody lives is not whose citizen they are. */
const residence = grammar`(?:${'person.lives'}|${'person.stays'}) ?$`;
/** 法人是外国人: who represents a company need hold none of it. */
const represents = grammar`${'funding.represents'} ?$`;

/** Whether what stands before a word for a country says it of a person, and not of whose money it is; Hong Kong counts all the same. */
export function isOnlyPerson(before: string, kind: string, { expression }: Vocabulary): boolean {
  if (kind.startsWith('hmt')) return false;
  return expression(residence).test(before) || (kind === 'foreign' && expression(represents).test(before));
}
