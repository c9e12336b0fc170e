import type { Effect } from '../../flows/effect.ts';
import type { Part } from './scene.ts';

/** An effect beside what is said for it. */
export interface Told {
  readonly effect: Effect;
  readonly part: Part;
}

/**
 * Nothing is told twice in a turn: a question that a statement of the same turn answers needs no answer of its own, and a first
 * overview is not needed beside the answer that tells the same.
 */
export function toldOnce(all: readonly Told[]): readonly Part[] {
  return all
    .filter((one, index) => !all.some((other, at) => other !== one && repeats(one, other, at < index)))
    .map(({ part }) => part);
}

function repeats(one: Told, other: Told, isLater: boolean): boolean {
  if (one.effect.type === 'answer' && other.effect.type === 'answer') return isLater && one.part.text === other.part.text;
  if (one.effect.type === 'answer') return isStatement(other) && isAnsweredBy(one, other);
  return isOverview(one) && other.effect.type === 'answer' && sharesHeadline(one.part, other.part);
}

/** What answers a general question on a topic; a special one ("can it be faster?") rests on other facts. */
const statements: Readonly<Record<string, string>> = { timeline: 'timeline', price: 'quote', process: 'cooperation' };

function isAnsweredBy({ effect, part }: Told, statement: Told): boolean {
  const [topic, say] = [
    effect.type === 'answer' ? effect.topic : '',
    statement.effect.type === 'say' ? statement.effect.say : '',
  ];
  const told = statement.part.facts ?? [];
  const facts = part.facts ?? [];
  if (facts.length > 0 && facts.every((fact) => told.includes(fact))) return true;
  return statements[topic] === say && (told.length === 0 ? facts.length === 0 : sharesHeadline(statement.part, part));
}

/** The first fact of a statement is what it is about. */
function sharesHeadline(statement: Part, answer: Part): boolean {
  const [headline] = statement.facts ?? [];
  return headline !== undefined && (answer.facts ?? []).includes(headline);
}

function isStatement({ effect }: Told): boolean {
  return effect.type === 'say' && effect.say !== 'overview';
}

function isOverview({ effect }: Told): boolean {
  return effect.type === 'say' && effect.say === 'overview';
}
