import type { SaySpec } from '../../flows/flow.ts';
import type { Effect, Notice } from '../../flows/effect.ts';
import type { Part } from './scene.ts';

/** An effect beside what is said for it. */
export interface SaidEffect {
  readonly effect: Effect;
  readonly part: Part;
  /** Of a statement: what the flows say of it. */
  readonly spec?: SaySpec | undefined;
}

/**
 * Nothing is told twice in a turn: a question that a statement of the same turn answers needs no answer of its own, and a first
 * overview is not needed beside the answer that tells the same.
 */
export function toldOnce(all: readonly SaidEffect[]): readonly Part[] {
  return withoutRepeats(
    all
      .filter((one, index) => !all.some((other, at) => other !== one && repeats(one, other, at < index)))
      .map(({ part }) => part),
  );
}

/** An answer and a statement may rest on the same fact: a line that an earlier part has is left out of the later one. */
function withoutRepeats(parts: readonly Part[]): readonly Part[] {
  const told = new Set<string>();
  return parts.flatMap((part) => {
    const lines = part.text.split('\n');
    const fresh = lines.filter((line) => !told.has(line) || line.trim() === '');
    for (const line of lines) told.add(line);
    return fresh.length === lines.length
      ? [part]
      : [{ ...part, text: fresh.join('\n').trim() }].filter(({ text }) => text !== '');
  });
}

function repeats(one: SaidEffect, other: SaidEffect, isLater: boolean): boolean {
  if (one.effect.type === 'answer') return repeatsAnswer(one, other, isLater);
  if (!isKnown(other)) return false;
  if (one.effect.type === 'notice') return isReply(one);
  if (one.effect.type === 'say') return leadsTo(one, other);
  // That nothing would be different is no news beside an answer.
  return one.effect.type === 'compare' && one.part.choices === undefined;
}

function repeatsAnswer(one: SaidEffect, other: SaidEffect, isLater: boolean): boolean {
  // That something stays as it was is no news beside what is new.
  if (one.part.again && (isStatement(other) || (isKnown(other) && !other.part.again))) return true;
  if (other.effect.type === 'compare') return isCompared(one, other);
  if (other.effect.type === 'answer') return isSameAnswer(one, other, isLater);
  return one.part.unknown ? isReply(other) || isOnTopic(one, other) : isStatement(other) && isAnsweredBy(one, other);
}

/** "If we raise it to a million, are we fine?": the comparison says what the verdict would be. */
function isCompared({ part }: SaidEffect, { part: { choices } }: SaidEffect): boolean {
  return (part.isVerdict === true || part.unknown === true) && choices !== undefined;
}

/** A first overview, or what a flow begins with, beside an answer that says it better. */
function leadsTo(statement: SaidEffect, answer: SaidEffect): boolean {
  return statement.spec?.leadsUp === true || (isOverview(statement) && sharesAny(statement.part, answer.part));
}

function isKnown({ effect, part }: SaidEffect): boolean {
  return effect.type === 'answer' && !part.unknown;
}

/** One question can be read as two: what is known of it is enough, once. */
function isSameAnswer(one: SaidEffect, other: SaidEffect, isLater: boolean): boolean {
  if (one.part.unknown) return !isListed(one) && (isLater || !other.part.unknown);
  if (isContained(one, other, isLater)) return true;
  return (
    isLater && (one.part.text === other.part.text || (one.part.answer !== undefined && one.part.answer === other.part.answer))
  );
}

/** "法律依据是什么？哪个条例": of two curated answers the one whose facts the other has as well is left out. */
function isContained(one: SaidEffect, other: SaidEffect, isLater: boolean): boolean {
  const facts = factsOf(one);
  const told = factsOf(other);
  if (one.part.curated === undefined || other.effect.type !== 'answer' || facts.length === 0 || told.length === 0) return false;
  // "社保就交了两个人" has an answer for this very company.
  if (other.part.curated === undefined) return facts.length <= told.length + 1 && told.every((fact) => facts.includes(fact));
  // Conditions hold the facts of many answers that tell more of each.
  if (told.length > facts.length + 1) return false;
  return facts.every((fact) => told.includes(fact)) && (isLater || facts.length < told.length);
}

/** Of several questions that were numbered each gets its answer, if only that there is none. */
function isListed({ effect }: SaidEffect): boolean {
  return effect.type === 'answer' && effect.listed === true;
}

function isOnTopic({ effect: answer }: SaidEffect, { spec }: SaidEffect): boolean {
  if (answer.type !== 'answer') return false;
  return [...(spec?.answers ?? []), ...(spec?.instead ?? [])].includes(answer.topic);
}

/** Small talk that stands for an answer while there is none. */
function isReply({ effect }: SaidEffect): boolean {
  return effect.type === 'notice' && replies.includes(effect.notice);
}

const replies: readonly Notice[] = ['trust', 'objection', 'injection', 'offtopic'];

/** A general question on the topic; a special one ("can it be faster?") rests on other facts. */
function isAnsweredBy(answer: SaidEffect, statement: SaidEffect): boolean {
  if (answer.effect.type !== 'answer') return false;
  const isOfTopic = statement.spec?.answers?.includes(answer.effect.topic) === true;
  const facts = factsOf(answer);
  const told = factsOf(statement);
  if (facts.length === 0) return isOfTopic && told.length === 0 && !isOfItsOwn(answer.part);
  const isWithin = facts.every((fact) => told.includes(fact));
  return isWithin || (isOfTopic && sharesHeadline(statement.part, answer.part));
}

const factsOf = ({ part: { facts = [] } }: SaidEffect): readonly string[] => facts;

/** "连95号一起报个价" has an answer of its own, and asks for more than the quote tells. */
function isOfItsOwn({ curated }: Part): boolean {
  return curated !== undefined;
}

/** The first fact of a statement is what it is about. */
function sharesHeadline(statement: Part, answer: Part): boolean {
  const [headline] = statement.facts ?? [];
  return headline !== undefined && (answer.facts ?? []).includes(headline);
}

function sharesAny(statement: Part, answer: Part): boolean {
  return (statement.facts ?? []).some((fact) => answer.facts?.includes(fact));
}

function isStatement({ effect }: SaidEffect): boolean {
  return effect.type === 'say' && effect.say !== 'overview';
}

function isOverview({ effect }: SaidEffect): boolean {
  return effect.type === 'say' && effect.say === 'overview';
}
