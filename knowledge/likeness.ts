/** A phrase of a group: the answer that it asks for, or a theme that no answer is about. */
export interface GroupedPhrase<Group> {
  readonly group: Group;
  readonly features: ReadonlySet<string>;
}

/** How like a question is to the phrases of each group that shares anything with it, 1 at most. */
export type Likeness<Group> = (features: ReadonlySet<string>) => ReadonlyMap<Group, number>;

/**
 * Compares by direction: a phrase is a unit vector over its features, where a rare feature weighs more than one that many phrases have. A
 * group is as near as its middle and its nearest three phrases are. The middle sees what the phrases have in common, the three a wording.
 */
export function likenessTo<Group>(phrases: readonly GroupedPhrase<Group>[]): Likeness<Group> {
  const features = new Features(phrases.map((phrase) => phrase.features));
  const groups = [...new Set(phrases.map(({ group }) => group))];
  const places = new Map(groups.map((group, place) => [group, place]));
  const groupOf = phrases.map(({ group }) => places.get(group) ?? 0);
  const vectors = phrases.map((phrase) => features.unit(phrase.features));
  const byPhrase = postingsOf(vectors);
  const byGroup = postingsOf(middlesOf(vectors, groupOf, groups.length));
  return (asked) => {
    const question = features.unit(asked);
    const nearest = topThree(summed(question, byPhrase, vectors.length), groupOf, groups.length);
    const middles = summed(question, byGroup, groups.length);
    const found = new Map<Group, number>();
    groups.forEach((group, place) => {
      const middle = middles[place] as number;
      if (middle > 0) found.set(group, (middle + (nearest[place] as number)) / 2);
    });
    return found;
  };
}

/** Numbers of features, and how much of each there is. */
interface Vector {
  readonly of: readonly number[];
  readonly weights: number[];
}

/** A meaning tells more than the characters that it is written with. */
const meaningWeight = 2;

/** The features of all phrases by number, and how telling each is: the fewer phrases have it, the more. */
class Features {
  readonly #numbers = new Map<string, number>();
  readonly #weights: readonly number[];

  constructor(all: readonly ReadonlySet<string>[]) {
    const counts: number[] = [];
    for (const features of all) {
      for (const feature of features) {
        const known = this.#numbers.get(feature);
        if (known === undefined) this.#numbers.set(feature, counts.push(1) - 1);
        else counts[known] = (counts[known] as number) + 1;
      }
    }
    this.#weights = [...this.#numbers].map(
      ([feature, number]) =>
        Math.log(1 + all.length / (counts[number] as number)) * (feature.startsWith('#') ? meaningWeight : 1),
    );
  }

  /** What no phrase has says nothing of which is nearest, and is left out. */
  unit(features: ReadonlySet<string>): Vector {
    const of: number[] = [];
    const weights: number[] = [];
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number === undefined) continue;
      of.push(number);
      weights.push(this.#weights[number] as number);
    }
    return scaled({ of, weights });
  }
}

function scaled(vector: Vector): Vector {
  const { weights } = vector;
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (let index = 0; index < weights.length; index += 1) weights[index] = (weights[index] as number) / length;
  return vector;
}

function middlesOf(vectors: readonly Vector[], groupOf: readonly number[], groups: number): Vector[] {
  const sums = Array.from({ length: groups }, () => new Map<number, number>());
  vectors.forEach(({ of, weights }, phrase) => {
    const sum = sums[groupOf[phrase] as number] as Map<number, number>;
    of.forEach((feature, index) => sum.set(feature, (sum.get(feature) ?? 0) + (weights[index] as number)));
  });
  return sums.map((sum) => scaled({ of: [...sum.keys()], weights: [...sum.values()] }));
}

interface Postings {
  readonly places: number[];
  readonly weights: number[];
}

/** By feature the vectors that have it. */
function postingsOf(vectors: readonly Vector[]): readonly (Postings | undefined)[] {
  const postings: (Postings | undefined)[] = [];
  vectors.forEach(({ of, weights }, place) => {
    of.forEach((feature, index) => {
      const held = (postings[feature] ??= { places: [], weights: [] });
      held.places.push(place);
      held.weights.push(weights[index] as number);
    });
  });
  return postings;
}

function summed({ of, weights }: Vector, postings: readonly (Postings | undefined)[], count: number): Float64Array {
  const sums = new Float64Array(count);
  of.forEach((feature, index) => {
    const held = postings[feature];
    if (!held) return;
    const weight = weights[index] as number;
    for (let at = 0; at < held.places.length; at += 1) {
      const place = held.places[at] as number;
      sums[place] = (sums[place] as number) + weight * (held.weights[at] as number);
    }
  });
  return sums;
}

/** The mean of the three nearest phrases of each group. */
function topThree(sums: Float64Array, groupOf: readonly number[], groups: number): Float64Array {
  const best = new Float64Array(groups * 3);
  for (let phrase = 0; phrase < sums.length; phrase += 1) {
    let value = sums[phrase] as number;
    const from = (groupOf[phrase] as number) * 3;
    for (let at = from; value > 0 && at < from + 3; at += 1) {
      const held = best[at] as number;
      if (value <= held) continue;
      best[at] = value;
      value = held;
    }
  }
  return Float64Array.from({ length: groups }, (_, group) => {
    const from = group * 3;
    return ((best[from] as number) + (best[from + 1] as number) + (best[from + 2] as number)) / 3;
  });
}
