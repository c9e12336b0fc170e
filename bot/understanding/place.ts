import { clausesOf } from './clauses.ts';
import type { PlaceFound } from './gazetteer.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PlaceRead {
  readonly scope?: NonNullable<Slots['scope']>;
  readonly province?: string;
}

/** Where the business is to be done, and in which province business or company are. */
export function placeIn(text: string, pending: Pending, vocabulary: Vocabulary): PlaceRead {
  const provinces = new Set<string>();
  const bound = new Set<string>();
  const said: Said = { nationwide: -1, provincial: -1 };
  for (const clause of clausesOf(text)) {
    const here = placesIn(clause.text, said, vocabulary);
    for (const { province } of here) provinces.add(province);
    for (const place of here) if (isBound(clause.text, place, vocabulary)) bound.add(place.province);
    readScope(clause, said, vocabulary);
  }
  const province = provinces.size === 1 ? [...provinces][0] : undefined;
  const scope = scopeOf(said, { provinces, bound, pending });
  return { ...(scope && { scope }), ...(province && { province }) };
}

interface Said {
  nationwide: number;
  provincial: number;
}

/** Places of a clause, without those that it rules out ("not just Shanghai" says that there are more). */
function placesIn(clause: string, said: Said, { words, places }: Vocabulary): readonly PlaceFound[] {
  if (words['place.away'].has(clause)) return [];
  return places(clause).filter(({ start, end }) => {
    if (/^(?:人(?!民)|籍|菜|话|话费|银行|大学|路)/.test(clause.slice(end))) return false;
    if (words['scope.more'].upTo(clause, start) !== null || words['scope.more'].upTo(clause, start - 1) !== null)
      said.nationwide = 0;
    else return words['scope.not'].upTo(clause, start) === null;
    return false;
  });
}

/** 只做广东, 广东省内: the business stays in that place. */
function isBound(clause: string, { start, end }: PlaceFound, { words }: Vocabulary): boolean {
  return words['scope.only'].upTo(clause, start) !== null || words['scope.only.after'].at(clause, end) !== null;
}

function readScope(clause: { text: string; start: number }, said: Said, { words }: Vocabulary): void {
  const all = { wide: words['scope.nationwide'].all(clause.text), inner: words['scope.provincial'].all(clause.text) };
  const [widely, notWidely] = parted(all.wide, clause.text, words);
  const [inside, notInside] = parted(all.inner, clause.text, words);
  const wide = [...widely, ...notInside];
  const inner = [...inside, ...notWidely][0];
  if (words['scope.later'].has(clause.text) && Math.max(said.provincial, said.nationwide) >= 0) return;
  if (wide.length > 0 && inner && isChoice(clause.text, words)) return;
  // 省内省外 holds 省内, 不做全国 holds 全国: the longer one is meant.
  const provincial = inner && wide.some((one) => covers(one, inner)) ? undefined : inner;
  const nationwide = wide.find((one) => !provincial || !meets(one, provincial));
  if (provincial) said.provincial = clause.start + provincial.start;
  if (nationwide) said.nationwide = clause.start + nationwide.start;
}

/** What is said, and what is denied: 不做单省 is nationwide, 用不着全网 provincial. */
function parted(found: readonly Found[], clause: string, words: Vocabulary['words']): [Found[], Found[]] {
  const said: Found[] = [];
  const denied: Found[] = [];
  for (const one of found) {
    const not = words['scope.not'].upTo(clause, one.start) ?? words['scope.more'].upTo(clause, one.start);
    if (not === null) said.push(one);
    else denied.push({ start: not, end: one.end });
  }
  return [said, denied];
}

/** 全网还是地网, 全网和地网有什么区别. */
const isChoice = (clause: string, words: Vocabulary['words']): boolean =>
  words['ask.any'].has(clause) || words['scope.either'].has(clause);

const covers = (one: Found, other: Found): boolean =>
  one.start <= other.start && one.end >= other.end && one.end - one.start > other.end - other.start;
const meets = (one: Found, other: Found): boolean => one.end > other.start && one.start < other.end;

function scopeOf(
  said: Said,
  { provinces, bound, pending }: { provinces: Set<string>; bound: Set<string>; pending: Pending },
): Slots['scope'] {
  if (said.nationwide >= 0 && said.provincial >= 0) return said.nationwide > said.provincial ? 'nationwide' : 'provincial';
  if (said.nationwide >= 0) return 'nationwide';
  if (said.provincial >= 0) return 'provincial';
  const named = pending === 'scope' ? provinces : bound;
  if (named.size === 0) return undefined;
  return named.size === 1 ? 'provincial' : 'nationwide';
}
