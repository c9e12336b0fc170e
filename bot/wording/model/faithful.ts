import { normalise } from '../../understanding/normalise.ts';
import { type Clause, clausesOf } from './clauses.ts';

/**
 * Whether a text says nothing but what the ground says, and leaves out none of its limits. Strict on purpose: a faithful text that is
 * refused costs nothing, for then the ground itself is sent.
 */
export function isFaithful(text: string, ground: string): boolean {
  if (!isPlain(text, ground)) return false;
  const [said, known] = [clausesOf(text), clausesOf(ground)];
  const borne = said.map((clause) => known.filter((_, at) => isBorneOut(clause, known, at)));
  const isSound = (clause: Clause, at: number): boolean =>
    isVoid(clause) || (borne[at] ?? []).length > 0 || (at === 0 && isSameReply(clause, known[0]));
  if (!said.every(isSound) || said.every(isVoid)) return false;
  const told = new Set(borne.flat());
  return known.every((clause) => told.has(clause) || !isLimit(clause));
}

/** Of about the length of the ground, without markup, addresses, questions, shouting or signs that the ground has not. */
function isPlain(text: string, ground: string): boolean {
  if (text.trim().length < 4 || text.length > ground.length * 1.3 + 40) return false;
  const known = new Set(normalise(ground));
  const signs = Array.from(normalise(text)).filter((sign) => !/[\p{Script=Han}a-z0-9 ,.。,、;:()"'\n-]/u.test(sign));
  const isClean = signs.every((sign) => known.has(sign)) && !/https?:|www\.|[@<>[\]{}]/.test(text);
  return isClean && isNumbered(text) && isOneScript(text, ground);
}

/** The numbers of a list count its lines, and nothing else. */
function isNumbered(text: string): boolean {
  return Array.from(text.matchAll(/^(\d{1,2})[.)] /gm)).every(([, number], index) => Number(number) === index + 1);
}

/** Chinese is answered in Chinese and English in English. */
function isOneScript(text: string, ground: string): boolean {
  return isChinese(text) === isChinese(ground);
}

function isChinese(text: string): boolean {
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 3 > text.length;
}

/** One clause of the ground states all that this one states: its words and figures, as a condition of the same kind, of the same thing. */
function isBorneOut(clause: Clause, known: readonly Clause[], at: number): boolean {
  const ground = known[at] as Clause;
  const beside = [known[at - 1], known[at + 1]].filter((one) => one !== undefined);
  return (
    clause.words.isSubsetOf(wordsAround(ground, beside)) &&
    clause.figures.every((figure) => ground.figures.includes(figure)) &&
    isSameKind(clause, ground, beside) &&
    isOfSame(clause, ground) &&
    (!isBare(clause) || isBare(ground) || isNamedAlike(clause, ground))
  );
}

/** Statements of one thing without a condition may lend each other words; what is said with one is said of that alone. */
function wordsAround(ground: Clause, beside: readonly Clause[]): ReadonlySet<string> {
  if (weight(ground) !== '') return ground.words;
  const others = beside.filter((one) => weight(one) === '' && isSame(one.topic, ground.topic));
  return new Set([ground, ...others].flatMap(({ words }) => [...words]));
}

function isSameKind(clause: Clause, ground: Clause, beside: readonly Clause[]): boolean {
  const around = new Set([ground, ...beside].flatMap(({ stances }) => stances));
  const told = clause.stances.filter((stance) => light.has(stance));
  return weight(clause) === weight(ground) && told.every((stance) => around.has(stance) || free.has(stance));
}

/** How a thing is told, beside what is told of it. "But" may be put anywhere; it may not be left out. */
const light = new Set(['usual', 'source', 'we', 'you', 'but']);
const free = new Set(['but', 'you', 'we']);

/** The conditions, permissions and bounds of a clause, each as often as it stands there. */
function weight({ stances }: Clause): string {
  return stances
    .filter((stance) => !light.has(stance))
    .toSorted()
    .join();
}

/** A figure is told of just what the ground tells it of; words alone may leave unsaid what they are about. */
function isOfSame(clause: Clause, ground: Clause): boolean {
  if (clause.order.length > 1 && clause.order.join() !== ground.order.join()) return false;
  return clause.figures.length === 0 ? clause.named.isSubsetOf(ground.about) : isSame(clause.about, ground.about);
}

/** "外资也可以": without words of its own it must name the same. */
function isNamedAlike({ named }: Clause, ground: Clause): boolean {
  return named.size > 0 && named.isSubsetOf(ground.named);
}

/** A bare "可以" to begin with, where the ground begins by saying what may be. A bare no could mean anything. */
function isSameReply(clause: Clause, first: Clause | undefined): boolean {
  const isYes = [clause, first].every((one) => one !== undefined && weight(one) === 'may');
  return isYes && isBare(clause) && clause.named.size === 0;
}

function isBare({ words, figures }: Clause): boolean {
  return words.size === 0 && figures.length === 0;
}

/** It states nothing, at most what is spoken of next. */
function isVoid(clause: Clause): boolean {
  return isBare(clause) && clause.isTopic && weight(clause) === '';
}

/** Whoever leaves this out says more than is known. */
function isLimit({ stances }: Clause): boolean {
  return ['not', 'only', 'if', 'but', 'at-most', 'perhaps', 'ask-human'].some((stance) => stances.includes(stance));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
