import type { Command } from '../../flows/command.ts';

/**
 * "1. What is your fee? 2. How long does it take? …": the questions of a numbered list one by one, as each is a question of its own. Null
 * for a message that is no such list.
 */
export function itemsOf(text: string): readonly string[] | null {
  const marks = [...text.matchAll(mark)];
  const inOrder = marks.filter(
    ({ groups }, index) => Number(groups?.['number']) === Number(marks[0]?.groups?.['number']) + index,
  );
  if (inOrder.length < 2 || inOrder.length !== marks.length) return null;
  const items = marks.map(({ index, 0: { length } }, at) => text.slice(index + length, marks[at + 1]?.index).trim());
  return items.filter((item) => /\p{L}{2}/u.test(item)).slice(0, most);
}

/**
 * "要多久？多少钱？能退款吗？", "which authority issues it, and how long is it valid?": several questions in a row. Null for a message that
 * asks at most one thing.
 */
export function sentencesOf(text: string): readonly string[] | null {
  const sentences = text.split(ends).flatMap((each) => (each !== undefined && /\p{L}{2}/u.test(each) ? [each.trim()] : []));
  return sentences.length < 2 || sentences.length > most ? null : sentences;
}

const ends = /(?<=[?？])\s*(?=\S)|,? and (?=(?:how|what|which|who|when|where)\b)/iu;

const mark = /(?:^|(?<=[\s,.;:?!)，。；：？！）]))(?<number>[1-9])(?:[.)、）．]|\s?[:：])\s?(?!\d)/gu;

/** More than so many answers nobody reads. */
const most = 6;

interface Item {
  readonly item: string;
  readonly commands: readonly Command[];
  /** The firm has an answer to it, taken as a question. */
  readonly isKnown: boolean;
}

/** The questions of the items in place of what the whole message seemed to ask; among questions "capital required" is one as well. */
export function askedOneByOne(commands: readonly Command[], items: readonly Item[]): readonly Command[] {
  const questions = items.map(questionIn);
  if (items.filter((each) => each.commands.some(({ type }) => type === 'question')).length < 2) return commands;
  const asked = items.flatMap(({ item, isKnown }, index): Command[] => {
    const question = questions[index] ?? (isKnown ? { type: 'question', topic: 'other', text: item } : undefined);
    return question ? [{ ...question, listed: true } as Command] : [];
  });
  return [...commands.filter(({ type }) => !replaced.has(type)), ...asked];
}

/** Among questions even "client references" is one. */
function questionIn({ item, commands }: Item): Command | undefined {
  const isOpen = commands.every(({ type }) => type === 'unknown');
  return (
    commands.find(({ type }) => type === 'question') ?? (isOpen ? { type: 'question', topic: 'other', text: item } : undefined)
  );
}

/** Whether sentences are questions that can be answered one by one: where nothing is known of any, one "I do not know" is enough. */
export function areQuestions(items: readonly Item[]): boolean {
  return items.every(({ commands }) => commands.some(({ type }) => type === 'question')) && items.some(({ isKnown }) => isKnown);
}

const replaced: ReadonlySet<Command['type']> = new Set(['question', 'unknown', 'small-talk']);
