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

const mark = /(?:^|(?<=[\s,.;:?!，。；：？！]))(?<number>[1-9])(?:[.)、）．]|\s?[:：])\s?(?!\d)/gu;

/** More than so many answers nobody reads. */
const most = 6;

/** The questions of the items in place of what the whole message seemed to ask. */
export function askedOneByOne(commands: readonly Command[], asked: readonly (readonly Command[])[]): readonly Command[] {
  const questions = asked.map((each) => each.find(({ type }) => type === 'question'));
  const found = questions.flatMap((question) => (question ? [{ ...question, listed: true as const }] : []));
  if (found.length < 2) return commands;
  return [...commands.filter(({ type }) => !replaced.has(type)), ...found];
}

const replaced: ReadonlySet<Command['type']> = new Set(['question', 'unknown', 'small-talk']);
