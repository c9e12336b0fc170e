import { matchesIn } from '../understanding/matches.ts';

/**
 * "1. What is your fee? 2. How long does it take? …", "①多少钱②多久", "一、多少钱；二、多久": the items of a numbered list. Null for a message
 * that is no such list.
 */
export function itemsOf(text: string, most: number): readonly string[] | null {
  const numbered = inDigits(text);
  const marks = [matchesIn(numbered, mark), matchesIn(numbered, bareMark), closeMarksIn(numbered)].find(
    (found) => found.length > 1,
  );
  if (!marks || !isInOrder(marks)) return null;
  const items = marks.map(({ index, 0: { length } }, at) => numbered.slice(index + length, marks[at + 1]?.index));
  return items
    .map((item) => item.replace(loose, ''))
    .filter((item) => /\p{L}{2}/u.test(item))
    .slice(0, most);
}

const mark = /(?:^|(?<=[\s,.;:?!)(，。；：？！）（]))[Qq]?(?<number>[1-9])(?:[.)、）．]|\s?[:：])\s?(?!\d)/gu;

/** "1证几年有效 2年检什么时候": a number right before its item, which counts nothing. */
const bareMark =
  /(?:^|(?<=[\s,.;:?!)，。；：？！）、]))(?<number>[1-9])(?=\p{Script=Han})(?![个名位家人万千百亿年月天日号周块元角省次轮张份遍股成楼层点](?!检|审|报|的))/gu;

/** "1多少钱2多久3要什么": no room between them at all, which takes more to be a list. */
const closeMark =
  /(?<!\d)(?<number>[1-9])(?=\p{Script=Han})(?![个名位家人万千百亿年月天日号周块元角省次轮张份遍股成楼层点](?!检|审|报|的))/gu;

const fewestClose = 3;

type Marks = ReturnType<typeof matchesIn>;

function closeMarksIn(text: string): Marks {
  const marks = matchesIn(text, closeMark);
  return marks.length >= fewestClose && marks.length === (text.match(/\d+/g) ?? []).length ? marks : [];
}

function isInOrder(marks: Marks): boolean {
  const first = Number(marks[0]?.groups?.['number']);
  return marks.every(({ groups }, index) => Number(groups?.['number']) === first + index);
}

function inDigits(text: string): string {
  return text
    .replaceAll(/[①-⑨]/gu, (circled) => ` ${circled.normalize('NFKC')})`)
    .replaceAll(written, (_, numeral: string) => `${numerals.indexOf(numeral) + 1})`);
}

const numerals = '一二三四五六七八九';
const written = /(?<=^|[\s,;:?!，。；：？！])([一二三四五六七八九])[、．.](?=\S)/gu;

/** Spaces, commas, and the bracket of the next number. */
const loose = /^\s+|[\s,;，；(（]+$/gu;
