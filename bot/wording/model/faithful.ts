import { normalise } from '../../understanding/normalise.ts';
import { namesIn, type Statement, statementsOf } from './statements.ts';

/**
 * Whether a text says nothing but what the ground says, and leaves out none of its limits. Strict on purpose: a faithful text that is
 * refused costs nothing, for then the ground itself is sent.
 */
export function isFaithful(text: string, ground: string): boolean {
  if (!isPlain(text, ground)) return false;
  const [said, known] = [statementsOf(text), statementsOf(ground)];
  const borne = said.map((statement) => known.filter((_, at) => isBorneOut(statement, known, at)));
  const isSound = (statement: Statement, at: number): boolean =>
    isVoid(statement) || (borne[at] ?? []).length > 0 || (at === 0 && isSameReply(statement, known[0]));
  if (!said.every(isSound) || said.every(isVoid)) return false;
  const told = new Set(borne.flat());
  return known.every((statement) => told.has(statement) || !isLimit(statement));
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

/** One statement of the ground states all that this one states: its words and figures, as a condition of the same kind, of the same thing. */
function isBorneOut(statement: Statement, known: readonly Statement[], at: number): boolean {
  const ground = known[at] as Statement;
  const beside = [known[at - 1], known[at + 1]].filter((one) => one !== undefined);
  return (
    statement.words.isSubsetOf(wordsAround(ground, beside)) &&
    statement.figures.every((figure) => ground.figures.includes(figure)) &&
    isSameKind(statement, ground, beside) &&
    isOfSame(statement, ground) &&
    (!isBare(statement) || isBare(ground) || isNamedAlike(statement, ground))
  );
}

/** Statements of one thing without a condition may lend each other words; what is said with one is said of that alone. */
function wordsAround(ground: Statement, beside: readonly Statement[]): ReadonlySet<string> {
  if (weight(ground) !== '') return ground.words;
  const others = beside.filter((one) => weight(one) === '' && isSame(namesIn(one.topics), namesIn(ground.topics)));
  return new Set([ground, ...others].flatMap(({ words }) => [...words]));
}

function isSameKind(statement: Statement, ground: Statement, beside: readonly Statement[]): boolean {
  const around = new Set([ground, ...beside].flatMap(({ stances }) => stances));
  const told = statement.stances.filter((stance) => light.has(stance));
  return weight(statement) === weight(ground) && told.every((stance) => around.has(stance) || free.has(stance));
}

/** How a thing is told, beside what is told of it. "But" may be put anywhere; it may not be left out. */
const light = new Set(['usual', 'source', 'we', 'you', 'but']);
const free = new Set(['but', 'you', 'we']);

/** The conditions, permissions and bounds of a statement, each as often as it stands there. */
function weight({ stances }: Statement): string {
  return stances
    .filter((stance) => !light.has(stance))
    .toSorted()
    .join();
}

/** A figure is told of just what the ground tells it of; words alone may leave unsaid what they are about. */
function isOfSame(statement: Statement, ground: Statement): boolean {
  if (statement.order.length > 1 && statement.order.join() !== ground.order.join()) return false;
  if (statement.figures.length > 0) return isSame(statement.about, ground.about);
  return statement.named.isSubsetOf(ground.about) && !isOfAnother(statement, ground);
}

/** "96（全国用）" says of one number what the ground says of another. */
function isOfAnother({ named, topics }: Statement, ground: Statement): boolean {
  if (namesIn(topics).isDisjointFrom(named)) return false;
  return [...topics].some(([group, names]) => ground.topics.get(group)?.isDisjointFrom(names) === true);
}

/** "外资也可以": without words of its own it must name the same. */
function isNamedAlike({ named }: Statement, ground: Statement): boolean {
  return named.size > 0 && named.isSubsetOf(ground.named);
}

/** A bare "可以" to begin with, where the ground begins by saying what may be. A bare no could mean anything. */
function isSameReply(statement: Statement, first: Statement | undefined): boolean {
  const isYes = [statement, first].every((one) => one !== undefined && weight(one) === 'may');
  return isYes && isBare(statement) && statement.named.size === 0;
}

function isBare({ words, figures }: Statement): boolean {
  return words.size === 0 && figures.length === 0;
}

/** It states nothing, at most what is spoken of next. */
function isVoid(statement: Statement): boolean {
  return isBare(statement) && statement.isTopic && weight(statement) === '';
}

/** Whoever leaves this out says more than is known. */
function isLimit({ stances }: Statement): boolean {
  return ['not', 'only', 'if', 'but', 'at-most', 'perhaps', 'ask-human'].some((stance) => stances.includes(stance));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
