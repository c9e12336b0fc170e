import { beforeAll, expect, test } from 'vitest';
import { type Asked, asking, askedQuestions, blindQuestions, outsideQuestions, secondQuestions } from './asking.ts';

let ask: Awaited<ReturnType<typeof asking>>;

beforeAll(async () => {
  ask = await asking();
});

const atLeast = 0.92;
const atMost = 0.03;

test('questions as prospects put them get the right answer first', () => {
  const questions = askedQuestions();
  const wrong = questions.filter((question) => !isRight(question));
  const share = 1 - wrong.length / questions.length;
  console.log(`right answer first: ${percent(share)} of ${questions.length} phrasings (at least ${percent(atLeast)})`);
  expect(questions.length).toBeGreaterThanOrEqual(300);
  expect(
    share,
    wrong.map((question) => `${question.text} → ${ask(question)}, not ${question.right[0]}`).join('\n'),
  ).toBeGreaterThanOrEqual(atLeast);
});

test('questions that the firm has no answer to are told so', () => {
  const questions = outsideQuestions();
  const answered = questions.filter((question) => ask(question) !== null);
  const share = answered.length / questions.length;
  console.log(`answered, though nothing is known: ${percent(share)} of ${questions.length} (at most ${percent(atMost)})`);
  expect(questions.length).toBeGreaterThanOrEqual(100);
  expect(share, answered.map((question) => `${question.text} → ${ask(question)}`).join('\n')).toBeLessThanOrEqual(atMost);
});

// Each of these sets was written before the ways of finding that it measures, so its first figures say what strangers met then:
// second 76 of 100 right and 12 of 30 answered without knowing; third 92 of 120 and 13 of 60; fourth 20 of 30 and 4 of 25; fifth 48 of 60
// and 6 of 50; sixth 50 of 60 and 11 of 50, six of these about inspections of other things; seventh 29 of 40 and 6 of 40; eighth, full of
// turns of speech, 22 of 40 and 4 of 40; ninth, in plain words, 39 of 40 and 4 of 40; tenth 28 of 30 and 3 of 30; eleventh 46 of 60 and 3 of
// 60; twelfth, again full of turns of speech, 38 of 60 and 6 of 60; thirteenth, in the words of an official, 74 of 80 and 1 of 60; fourteenth,
// of all kinds, 48 of 60 and 6 of 60; fifteenth 33 of 40 and 1 of 40. All these have been looked at since: what they say now is no measure of
// what strangers meet. The sixteenth, after all that, had 29 of 30 and 1 of 20.
test.each([
  ['second', secondQuestions, [0.85, 0.14]],
  ['third', () => blindQuestions('third.yaml'), [0.85, 0.14]],
  ['fourth', () => blindQuestions('fourth.yaml'), [0.8, 0.16]],
  ['fifth', () => blindQuestions('fifth.yaml'), [0.9, 0.06]],
  ['sixth', () => blindQuestions('sixth.yaml'), [0.9, 0.06]],
  ['seventh', () => blindQuestions('seventh.yaml'), [0.9, 0.06]],
  ['eighth', () => blindQuestions('eighth.yaml'), [0.8, 0.06]],
  ['ninth', () => blindQuestions('ninth.yaml'), [0.92, 0.1]],
  ['tenth', () => blindQuestions('tenth.yaml'), [0.9, 0.1]],
  ['eleventh', () => blindQuestions('eleventh.yaml'), [0.92, 0.05]],
  ['twelfth', () => blindQuestions('twelfth.yaml'), [0.9, 0.05]],
  ['thirteenth', () => blindQuestions('thirteenth.yaml'), [0.92, 0.03]],
  ['fourteenth', () => blindQuestions('fourteenth.yaml'), [0.92, 0.06]],
  ['fifteenth', () => blindQuestions('fifteenth.yaml'), [0.92, 0.05]],
  ['sixteenth', () => blindQuestions('sixteenth.yaml'), [0.9, 0.1]],
] as const)('a %s set is told beside', (name, questions, [least, most]) => {
  const inside = questions().filter(({ right }) => right.length > 0);
  const outside = questions().filter(({ right }) => right.length === 0);
  const right = inside.filter(isRight).length / inside.length;
  const answered = outside.filter((question) => ask(question) !== null).length / outside.length;
  console.log(
    `${name} set: right answer first ${percent(right)} of ${inside.length}, answered without knowing ${percent(answered)} of ${outside.length}`,
  );
  expect(right).toBeGreaterThanOrEqual(least);
  expect(answered).toBeLessThanOrEqual(most);
});

test.each([
  ['a greeting and thanks', (text: string) => `您好，想咨询一下，${text}谢谢`],
  ['where the company is', (text: string) => `我们在杭州，${text}`],
  ['the name of the licence', (text: string) => `呼叫中心许可证${text}`],
] as const)('%s around a question does not lead astray', (name, around) => {
  const questions = ['thirteenth.yaml', 'fourteenth.yaml'] as const;
  const asked = questions.flatMap(blindQuestions).filter(({ right, language }) => right.length > 0 && language !== 'en');
  const right = asked.filter((question) => isRight({ ...question, text: around(question.text) })).length / asked.length;
  console.log(`with ${name}: right answer first ${percent(right)} of ${asked.length}`);
  expect(right).toBeGreaterThanOrEqual(0.88);
});

function isRight(question: Asked): boolean {
  const id = ask(question);
  return id !== null && question.right.includes(id);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
