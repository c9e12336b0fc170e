import { segmentsOf } from '../../../knowledge/segments.ts';
import { normalise } from '../../understanding/normalise.ts';
import { type Figure, figuresSaid } from './figures-said.ts';
import { type Mark, wordlist } from './wordlist.ts';
import { without } from '../../understanding/masking.ts';

/** The smallest part of a text that states something. */
export interface Statement {
  /** Words that are neither figures nor marks nor plain. */
  readonly words: ReadonlySet<string>;
  readonly figures: readonly string[];
  /** Each as often as it stands there: two negations are none. */
  readonly stances: readonly string[];
  /** What it names itself to be about, and with what it goes on being about from before. */
  readonly named: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
  /** What of that it shares with its sentence, by its group. */
  readonly topics: ReadonlyMap<string, ReadonlySet<string>>;
  /** Figures and subjects in the order in which they stand. */
  readonly order: readonly string[];
  /** It names nothing but what a sentence goes on speaking of. */
  readonly isTopic: boolean;
  /** It begins with "or" or "and". */
  readonly joins: boolean;
}

/** Takes a text apart into what it states. What a sentence is about reaches to its end. */
export function statementsOf(text: string): readonly Statement[] {
  return sentencesOf(normalise(text)).flatMap((sentence) => {
    const about = new Map<string, Set<string>>();
    return spansOf(sentence)
      .map((span) => statementOf(span, about))
      .map((statement, index, all) => withBound(statement, all[index - 1]));
  });
}

/** "At least one million here or ten million there": the bound is that of both. */
function withBound(statement: Statement, before: Statement | undefined): Statement {
  if (!statement.joins || statement.figures.length === 0 || before === undefined) return statement;
  const bounds = before.stances.filter((stance) => stance === 'at-least' || stance === 'at-most');
  return { ...statement, stances: [...statement.stances, ...bounds] };
}

function sentencesOf(text: string): readonly string[] {
  return text.replaceAll(/^(?:\d{1,2}[.)]|-) /gm, '').split(/[。;!?\n]|\.(?!\d)/);
}

/** Separators inside figures ("1,000") and codes are none. */
const separator =
  /(?<!\d)[,:]|[,:](?!\d)|[、()"《》→]| - |(?= (?:but|while|whereas|or|and|because|so|unless|if|though|although)(?![a-z]))/;

function spansOf(sentence: string): readonly string[] {
  return sentence.split(separator).filter((span) => /[\p{L}\p{N}]/u.test(span));
}

/** Who has said "nationwide" goes on speaking of that; "subscribed" is a word about one figure. */
const lasting = new Set(['area', 'number', 'course']);

interface Marked extends Mark {
  readonly at: number;
}

/** The subjects of all groups. */
export function namesIn(topics: Statement['topics']): ReadonlySet<string> {
  return new Set([...topics.values()].flatMap((names) => [...names]));
}

function statementOf(span: string, carried: Map<string, Set<string>>): Statement {
  const figures = figuresSaid(span);
  // A code number is a figure as well as what is spoken of.
  const marks = marksIn(span, figures);
  const subjects = marks.filter(({ kind }) => kind === 'subject');
  for (const group of new Set(subjects.map((subject) => subject.group)).intersection(lasting)) {
    carried.set(group, new Set(subjects.filter((one) => one.group === group).map(({ name }) => name)));
  }
  const order = [
    ...figures.map(({ figure, start }) => ({ name: figure, at: start })),
    ...subjects.map(({ name, at }) => ({ name, at })),
  ];
  return {
    words: wordsIn(span, figures),
    figures: figures.map(({ figure }) => figure),
    stances: marks.filter(({ kind }) => kind === 'stance').map(({ name }) => name),
    named: new Set(subjects.map(({ name }) => name)),
    about: new Set([...subjects.map(({ name }) => name), ...namesIn(carried)]),
    topics: new Map(carried),
    order: order.toSorted((a, b) => a.at - b.at).map(({ name }) => name),
    isTopic: subjects.every(({ group }) => lasting.has(group)),
    joins: /^ (?:or|and) /.test(span),
  };
}

function marksIn(span: string, figures: readonly Figure[]): readonly Marked[] {
  const { marking, marks } = wordlist();
  const isFigure = (at: number): boolean => figures.some(({ start, end }) => at >= start && at < end);
  return Array.from(span.matchAll(marking), ({ index, 0: way }) => ({ ...(marks.get(way) as Mark), at: index })).filter(
    ({ kind, at }) => kind === 'subject' || !isFigure(at),
  );
}

function wordsIn(span: string, figures: readonly Figure[]): ReadonlySet<string> {
  const { marking, plain } = wordlist();
  const bare = without(span, figures, ' ').replaceAll(marking, ' ');
  const words = Array.from(segmentsOf(bare))
    .filter(({ isWordLike, segment }) => isWordLike === true && !plain.has(segment))
    .map(({ segment }) => stemOf(segment));
  return new Set(words);
}

/** "submissions", "submitted" and "submit" are one word. */
function stemOf(word: string): string {
  return /^[a-z]{5}/.test(word) ? word.replace(/(?:(?<=tt)ed|ing|ed|es|s|'s)$/, '') : word;
}
