import type { Clause } from './clauses.ts';
import type { PlaceFound } from './gazetteer.ts';

/** "We operate in Zhejiang and Jiangsu": what holds of one place holds of those that are named with it. */
export function joining(text: string): (clause: Clause, place: PlaceFound, isBoundTo: boolean) => boolean {
  let upTo: number | null = null;
  return ({ start }, place, isBoundTo) => {
    const isJoined = isBoundTo || (upTo !== null && joined.test(text.slice(upTo, start + place.start)));
    if (isJoined) upTo = start + place.end;
    return isJoined;
  };
}

export interface Listed {
  readonly province: string;
  readonly start: number;
  readonly end: number;
}

/** 广东、湖南、湖北都有业务: what is said of the last of a list holds of those before it. */
export function bindEarlier(
  text: string,
  list: readonly Listed[],
  { bound, served }: { readonly bound: Set<string>; readonly served: Set<string> },
): void {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const [before, here] = [list[index - 1] as Listed, list[index] as Listed];
    if (!bound.has(here.province) || !joined.test(text.slice(before.end, here.start))) continue;
    bound.add(before.province);
    served.add(before.province);
  }
}

const joined = /^ ?[,、]? ?(?:(?:and|as well as|plus|&|和|跟|与|及|以及|还有|加|加上) ?)?$/;
