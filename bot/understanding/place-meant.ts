import type { Clause } from './clauses.ts';
import type { PlaceFound } from './gazetteer.ts';
import { grammar } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A clause of a message. */
export interface Within {
  readonly text: string;
  readonly clause: Clause;
}

/** The places of a clause that the business or the company may be in; `isMore` where it says that those named are not all. */
export function placesMeantIn(
  { text, clause }: Within,
  vocabulary: Vocabulary,
): { places: readonly PlaceFound[]; isMore: boolean } {
  const { words, expression } = vocabulary;
  let isMore = false;
  let denied = clause.text.length;
  const all = vocabulary.places(clause.text);
  const places = all.filter((place, index) => {
    const { start, end } = place;
    if (isSomethingElse(clause.text, place, vocabulary) || isRuledOut(clause.text, all.slice(index), vocabulary)) return false;
    const isException = [start, start - 1].some((at) => words['scope.more'].upTo(clause.text, at) !== null);
    if (isException) {
      const isOnly = isOnlyThere(text.slice(clause.start + end), vocabulary);
      isMore ||= !isOnly;
      return isOnly;
    }
    const isDenied =
      words['scope.not'].upTo(clause.text, start) !== null || expression(deniedToo).test(clause.text.slice(denied, start));
    if (isDenied) denied = end;
    return !isDenied;
  });
  return { places, isMore };
}

/** "除了山东哪都不去": what stands behind the only place that there is. */
export function isOnlyThere(after: string, { expression }: Vocabulary): boolean {
  return expression(onlyThere).test(after);
}

const onlyThere = grammar`^${'place.only-there'}`;

/** "Except Tibet and Xinjiang": neither. */
const deniedToo = grammar`^ ?${'place.joined'} ?$`;

/** 广东人, 北京路; "a shareholder who lives in Shanghai", "a fund from Anhui": where a holder is is not where the company is. */
function isSomethingElse(clause: string, { start, end }: PlaceFound, { words, expression }: Vocabulary): boolean {
  const before = clause.slice(0, start);
  if (expression(noPlace).test(clause.slice(end)) || expression(rangeEnd).test(before)) return true;
  return expression(holders).test(before) && words['funding.holder'].has(clause);
}

const noPlace = grammar`^ ?${'place.not'}`;
const rangeEnd = grammar`${'place.range'}$`;
const holders = grammar`(?:${'person.lives'}|${'place.of-holder'}) ?$`;

/** "西藏新疆不做": the first of some places, all of which are ruled out behind the last. */
function isRuledOut(clause: string, [first, ...others]: readonly PlaceFound[], { expression }: Vocabulary): boolean {
  let last = first;
  for (const next of others) {
    const between = clause.slice(last?.end, next.start);
    if (between !== '' && between !== '、' && !expression(deniedToo).test(between)) break;
    last = next;
  }
  return expression(ruledOut).test(clause.slice(last?.end));
}

const ruledOut = grammar`^${'place.ruled-out'}`;

/** 公司在武汉 says where the company is, and leaves open where it does its business. */
export function isSeat(clause: string, { start, end }: PlaceFound, { expression }: Vocabulary): boolean {
  return expression(seat).test(clause.slice(0, start)) || expression(seated).test(clause.slice(end));
}

const seat = grammar`${'place.seat'} ?$`;
const seated = grammar`^${'place.seated'}`;
