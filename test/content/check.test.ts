import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { checkContent } from '../../bot/content/check.ts';
import { loadContent } from '../../bot/content/load.ts';
import { lineOf } from '../../bot/content/problem.ts';
import { problemsAfter, removeCopy, root } from './edited.ts';
import { refusals } from './refusals.ts';

const zh = 'flows/texts/zh-Hans.yaml';
const en = 'flows/texts/en.yaml';
const qualify = 'flows/qualify.yaml';
const answers = 'knowledge/answers/licence.yaml';

afterAll(removeCopy);

test('the content that the project ships passes, and loads', async () => {
  const { problems, summary } = await checkContent({ root });
  expect(problems.filter(({ warning }) => !warning).map(lineOf)).toEqual([]);
  expect(summary).toMatch(/^\d+ flows, \d+ texts in 3 languages, \d+ facts, \d+ answers$/);
  const { book, firm } = await loadContent({ root });
  expect(book.flows.map(({ flow }) => flow)).toContain('qualify');
  expect(firm.name.en).not.toBe('');
});

test.each(refusals)('$what is refused at its line', async ({ file, from, to, says, below = 0 }) => {
  const { problems, line } = await problemsAfter({ file, from, to });
  expect(problems).toContain(`${file}:${line + below}: ${says}`);
});

test.each([
  ['Chinese', zh],
  ['English', en],
])('a missing %s text is refused at the line where it should be', async (_, file) => {
  const { problems } = await problemsAfter({ file, from: /^ {2}capital: .*\n/m, to: '' });
  const missing = 'the text "slot.capital" is missing; the flow "qualify" needs it';
  expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${file}:\\d+: ${missing}\\. Add it to ${file}\\.$`)));
});

test('a figure typed into an answer is refused', async () => {
  const { problems, line } = await problemsAfter({ file: answers, from: /(?<=^ {4}en: )(?=[A-Z])/m, to: 'Within 7 days. ' });
  expect(problems).toContain(
    `${answers}:${line}: "7" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.`,
  );
});

test('a text that nothing uses is told, and refuses nothing', async () => {
  const { problems, line } = await problemsAfter({ file: zh, from: /^notice:\n/m, to: 'notice:\n  leftover: 没人用的话。\n' });
  const [, file, place] = /^(.*):(\d+): warning: nothing uses the text "notice.leftover"/m.exec(problems.join('\n')) ?? [];
  expect([file, Number(place)]).toEqual([zh, line + 1]);
});

test.each([
  [
    'a list that nothing reads',
    'words:\n  intent.prise: [多少钱]\n',
    '2: nothing reads "intent.prise". Take it out or correct its spelling.',
  ],
  ['a part that no rule has a place for', 'parts:\n  funding.share: [股]\n', /^2: /],
  [
    'a phrase with half a bracket',
    'words:\n  intent.price:\n    - 几多\n    - (多少钱\n',
    /^4: the phrase "\(多少钱" has a bracket/,
  ],
  [
    'words that are no list',
    'words:\n  intent.price: 多少钱\n',
    '2: intent.price is "多少钱". Write a list (lines that begin with "- ").',
  ],
])('in a firm’s own vocabulary %s is refused at its line', async (_, yaml, says) => {
  const file = 'knowledge/vocabulary/ours.yaml';
  const { problems } = await problemsAfter({ file, from: '', to: yaml });
  const found = problems.filter((problem) => problem.startsWith(`${file}:`)).map((problem) => problem.slice(file.length + 1));
  expect(found).toEqual([typeof says === 'string' ? says : expect.stringMatching(says)]);
});

test('everything wrong is told at once', async () => {
  const { problems, line } = await problemsAfter({
    file: qualify,
    from: /^steps:[^]*$/m,
    to: 'steps:\n  - aks: scope\n  - say: 5\n',
  });
  expect(problems.filter((problem) => problem.startsWith(qualify))).toEqual([
    `${qualify}:${line + 1}: "ask" is missing. Add "ask:" with a text (in quotes if it looks like a number).`,
    `${qualify}:${line + 1}: nothing reads "aks". Take it out or correct its spelling.`,
    `${qualify}:${line + 2}: say is 5. Write a text (in quotes if it looks like a number).`,
  ]);
});

test('the command prints each problem and ends with 1, and with 0 when all is well', async () => {
  const code = `import { run } from ${JSON.stringify(`${root}bot/commands/check.ts`)}; process.exitCode = await run(process.argv.slice(1));`;
  const check = (...args: string[]) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, '--', ...args]);
  expect((await check()).stdout).toMatch(/^OK: \d+ flows, /m);
  expect((await check('--help')).stdout).toContain('npm run check');
  await expect(check('--root', `${root}test/content`)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('flows/slots.yaml:1: this file is missing. Create it.'),
  });
});
