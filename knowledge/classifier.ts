import { createHash } from 'node:crypto';

/** A phrase of a group: the answer that it asks for, or a theme that no answer is about. */
export interface GroupedPhrase<Group> {
  readonly group: Group;
  readonly features: ReadonlySet<string>;
}

/** How likely it is that a question means each group; all groups together are 1. */
export type Classifier<Group> = (features: ReadonlySet<string>) => ReadonlyMap<Group, number>;

/**
 * How often all phrases are gone through, and by how much each puts the weights right. What is kept is the mean of
 * the weights after each step of the passes from `settled` on: the last few phrases would weigh too much.
 */
const learning = { passes: 6, settled: 2, rate: 4 };

/** What is put right by less than this is left as it is: most groups of most phrases. */
const slight = 0.01;

/** Less than this is as good as nothing. */
const hardly = 0.001;

/** What was learnt from phrases: plain data, so that it can be kept. */
export interface Learnt<Group> {
  readonly groups: readonly Group[];
  /** What phrases have in common, each with how telling it is. */
  readonly features: ReadonlyMap<string, number>;
  /** What each feature says for and against each group, feature by feature. */
  readonly weights: Float32Array;
}

/**
 * A softmax regression over all groups, learnt from their phrases. Likeness to phrases alone does not see which words set one group apart
 * from the next: of a hundred held-out phrases it took a fifth more for another's. Learning is deterministic: the same
 * phrases, the same weights.
 */
export function learntFrom<Group>(phrases: readonly GroupedPhrase<Group>[]): Learnt<Group> {
  const telling = tellingFeatures(phrases.map((phrase) => phrase.features));
  const features = new Features(telling);
  const groups = [...new Set(phrases.map(({ group }) => group))];
  const places = new Map(groups.map((group, place) => [group, place]));
  const groupOf = Int32Array.from(phrases, ({ group }) => places.get(group) ?? 0);
  const vectors = phrases.map((phrase) => features.unit(phrase.features));
  const model: Learning = { ...modelOf(new Float32Array(telling.size * groups.length), groups.length), late: null };
  const order = scattered(phrases);
  for (let pass = 0; pass < learning.passes; pass += 1) {
    if (pass === learning.settled) model.late = { steps: 0, sums: new Float32Array(model.weights.length) };
    for (const place of order) learn(model, vectors[place] as Vector, groupOf[place] as number);
  }
  return { groups, features: telling, weights: meanOf(model) };
}

/** Makes what was learnt ready to be asked. */
export function classifierOf<Group>({ groups, features: telling, weights }: Learnt<Group>): Classifier<Group> {
  const features = new Features(telling);
  const model = modelOf(weights, groups.length);
  return (asked) => {
    const shares = sharesOf(model, features.unit(asked));
    return new Map(
      groups.flatMap((group, place) => ((shares[place] as number) < hardly ? [] : [[group, shares[place] as number]])),
    );
  };
}

/** Numbers of features, and how much of each there is. */
interface Vector {
  readonly of: readonly number[];
  readonly amounts: readonly number[];
}

/** A meaning tells more than the characters that it is written with. */
const meaningWeight = 3;

/**
 * The features of more than one phrase, and how telling each is: the fewer phrases have it, the more. What one phrase alone has teaches
 * nothing of others, and is two thirds of all.
 */
function tellingFeatures(all: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const features of all) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const telling = new Map<string, number>();
  for (const [feature, count] of counts) {
    if (count < fewest) continue;
    const rarity = Math.log(1 + all.length / count);
    telling.set(feature, feature.charCodeAt(0) === meaningMark ? rarity * meaningWeight : rarity);
  }
  return telling;
}

class Features {
  readonly #numbers = new Map<string, number>();
  readonly #weights: Float64Array;

  constructor(telling: ReadonlyMap<string, number>) {
    for (const feature of telling.keys()) this.#numbers.set(feature, this.#numbers.size);
    this.#weights = Float64Array.from(telling.values());
  }

  /** What no phrase has says nothing of which is meant, and is left out. */
  unit(features: ReadonlySet<string>): Vector {
    const of: number[] = [];
    let squares = 0;
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number === undefined) continue;
      of.push(number);
      squares += (this.#weights[number] as number) ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    return { of, amounts: of.map((number) => (this.#weights[number] as number) / length) };
  }
}

/** So many phrases have what is learnt from. */
const fewest = 2;

const meaningMark = '#'.charCodeAt(0);

/** What each feature says for and against each group, feature by feature, and room for the shares of one question. */
interface Model {
  readonly weights: Float32Array;
  readonly shares: Float64Array;
}

interface Learning extends Model {
  /** Of the passes that the mean is taken over: each change times the steps before it, which are those whose weights lack it. */
  late: { steps: number; readonly sums: Float32Array } | null;
}

function modelOf(weights: Float32Array, groups: number): Model {
  return { weights, shares: new Float64Array(groups) };
}

/** The mean of the weights over the late steps, without having added them all up at each. */
function meanOf({ weights, late }: Learning): Float32Array {
  return late ? weights.map((weight, at) => weight - (late.sums[at] as number) / late.steps) : weights;
}

/** Two features at a time: this is where the time goes, and it takes little more than half of what one at a time does. */
function sharesOf({ weights, shares }: Model, { of, amounts }: Vector): Float64Array {
  const groups = shares.length;
  shares.fill(0);
  for (let index = 0; index < of.length; index += 2) {
    const one = (of[index] as number) * groups;
    const other = (of[index + 1] ?? 0) * groups;
    const ofOne = amounts[index] as number;
    const ofOther = amounts[index + 1] ?? 0;
    for (let group = 0; group < groups; group += 1)
      shares[group] =
        (shares[group] as number) + ofOne * (weights[one + group] as number) + ofOther * (weights[other + group] as number);
  }
  return softmax(shares);
}

function learn(model: Learning, vector: Vector, right: number): void {
  const shares = sharesOf(model, vector);
  for (let group = 0; group < shares.length; group += 1) {
    const error = (group === right ? 1 : 0) - (shares[group] as number);
    if (Math.abs(error) >= slight) putRight(model, vector, { group, by: learning.rate * error });
  }
  if (model.late) model.late.steps += 1;
}

function putRight(
  { weights, shares, late }: Learning,
  { of, amounts }: Vector,
  { group, by }: { group: number; by: number },
): void {
  for (let index = 0; index < of.length; index += 1) {
    const at = (of[index] as number) * shares.length + group;
    const change = by * (amounts[index] as number);
    weights[at] = (weights[at] as number) + change;
    if (late) late.sums[at] = (late.sums[at] as number) + change * late.steps;
  }
}

/** In place: the values become shares of 1. */
function softmax(values: Float64Array): Float64Array {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = Math.exp((values[index] as number) - most);
    values[index] = value;
    total += value;
  }
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as number) / total;
  return values;
}

/**
 * All places once, those of one group far from each other: phrases that follow each other would be learnt and forgotten. Where a phrase
 * comes hangs on nothing but itself, so that one more leaves what is learnt of the others as it was.
 */
function scattered<Group>(phrases: readonly GroupedPhrase<Group>[]): readonly number[] {
  const keys = phrases.map(({ features }) =>
    createHash('sha1')
      .update([...features].join(' '))
      .digest()
      .readUInt32BE(),
  );
  return phrases.map((_, place) => place).toSorted((a, b) => (keys[a] as number) - (keys[b] as number));
}
