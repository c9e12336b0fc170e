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
  const groupOf = Int32Array.from(phrases, ({ group }) => places.get(group) ?? 0);
  const vectors = phrases.map((phrase) => features.unit(phrase.features));
  const postings = postingsOf(vectors, features.count);
  const lengths = lengthsOf(vectors, { groupOf, groups: groups.length, features: features.count });
  return (asked) => {
    const sums = summed(features.unit(asked), postings, vectors.length);
    const nearest = topThree(sums, groupOf, groups.length);
    const totals = new Float64Array(groups.length);
    for (let phrase = 0; phrase < sums.length; phrase += 1) addTo(totals, groupOf[phrase] as number, sums[phrase] as number);
    const found = new Map<Group, number>();
    groups.forEach((group, place) => {
      const middle = (totals[place] as number) / (lengths[place] as number);
      if (middle > 0) found.set(group, (middle + (nearest[place] as number)) / 2);
    });
    return found;
  };
}

/** Numbers of features, and how much of each there is. */
interface Vector {
  readonly of: Int32Array;
  readonly weights: Float64Array;
}

/** A meaning tells more than the characters that it is written with. */
const meaningWeight = 2;

/** The features of all phrases by number, and how telling each is: the fewer phrases have it, the more. */
class Features {
  readonly #numbers = new Map<string, number>();
  readonly #weights: Float64Array;

  constructor(all: readonly ReadonlySet<string>[]) {
    const counts: number[] = [];
    for (const features of all) {
      for (const feature of features) {
        const known = this.#numbers.get(feature);
        if (known === undefined) this.#numbers.set(feature, counts.push(1) - 1);
        else counts[known] = (counts[known] as number) + 1;
      }
    }
    this.#weights = new Float64Array(counts.length);
    for (const [feature, number] of this.#numbers) {
      const rarity = Math.log(1 + all.length / (counts[number] as number));
      this.#weights[number] = feature.charCodeAt(0) === meaningMark ? rarity * meaningWeight : rarity;
    }
  }

  get count(): number {
    return this.#weights.length;
  }

  /** What no phrase has says nothing of which is nearest, and is left out. */
  unit(features: ReadonlySet<string>): Vector {
    const of = new Int32Array(features.size);
    let size = 0;
    let squares = 0;
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number === undefined) continue;
      of[size] = number;
      size += 1;
      squares += (this.#weights[number] as number) ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    const known = of.subarray(0, size);
    return { of: known, weights: Float64Array.from(known, (number) => (this.#weights[number] as number) / length) };
  }
}

const meaningMark = '#'.charCodeAt(0);

function addTo(sums: Float64Array, place: number, more: number): void {
  sums[place] = (sums[place] as number) + more;
}

interface Sizes {
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly features: number;
}

/** How long the sum of a group's vectors is: a question's likeness to its middle is the sum of those to its phrases through this. */
function lengthsOf(vectors: readonly Vector[], { groupOf, groups, features }: Sizes): Float64Array {
  const members = Array.from({ length: groups }, (): Vector[] => []);
  vectors.forEach((vector, phrase) => members[groupOf[phrase] as number]?.push(vector));
  const sum = new Float64Array(features);
  return Float64Array.from(members, (own) => {
    for (const { of, weights } of own) of.forEach((feature, index) => addTo(sum, feature, weights[index] as number));
    let squares = 0;
    for (const { of } of own) {
      for (const feature of of) {
        squares += (sum[feature] as number) ** 2;
        sum[feature] = 0;
      }
    }
    return Math.sqrt(squares);
  });
}

/** By feature the vectors that have it, from one start to the next. */
interface Postings {
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

function postingsOf(vectors: readonly Vector[], features: number): Postings {
  const starts = new Int32Array(features + 1);
  for (const { of } of vectors) for (const feature of of) starts[feature + 1] = (starts[feature + 1] as number) + 1;
  for (let feature = 0; feature < features; feature += 1)
    starts[feature + 1] = (starts[feature + 1] as number) + (starts[feature] as number);
  const next = starts.slice();
  const places = new Int32Array(starts[features] as number);
  const weights = new Float64Array(places.length);
  vectors.forEach((vector, place) => {
    for (let index = 0; index < vector.of.length; index += 1) {
      const feature = vector.of[index] as number;
      const to = next[feature] as number;
      places[to] = place;
      weights[to] = vector.weights[index] as number;
      next[feature] = to + 1;
    }
  });
  return { starts, places, weights };
}

function summed(question: Vector, { starts, places, weights }: Postings, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let index = 0; index < question.of.length; index += 1) {
    const feature = question.of[index] as number;
    const weight = question.weights[index] as number;
    const end = starts[feature + 1] as number;
    for (let held = starts[feature] as number; held < end; held += 1)
      addTo(sums, places[held] as number, weight * (weights[held] as number));
  }
  return sums;
}

/** The mean of the three nearest phrases of each group. */
function topThree(sums: Float64Array, groupOf: Int32Array, groups: number): Float64Array {
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
