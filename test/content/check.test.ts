import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { checkContent } from '../../bot/content/check.ts';
import { loadContent } from '../../bot/content/load.ts';
import { lineOf } from '../../bot/content/problem.ts';
import { problemsAfter, root } from './edited.ts';

const zh = 'flows/texts/zh-Hans.yaml';
const en = 'flows/texts/en.yaml';
const qualify = 'flows/qualify.yaml';
const answers = 'knowledge/answers.yaml';

test('the content that the project ships passes, and loads', async () => {
  const { problems, summary } = await checkContent({ root });
  expect(problems.filter(({ warning }) => !warning).map(lineOf)).toEqual([]);
  expect(summary).toMatch(/^\d+ flows, \d+ texts in 3 languages, \d+ facts, \d+ answers$/);
  const { book, firm } = await loadContent({ root });
  expect(book.flows.map(({ flow }) => flow)).toContain('qualify');
  expect(firm.name.en).not.toBe('');
});

interface Case {
  readonly what: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** After `file:line: `. */
  readonly says: string;
  /** Lines below the edit. */
  readonly below?: number;
}

const cases: readonly Case[] = [
  {
    what: 'a step that asks for an unknown slot',
    file: qualify,
    from: '- ask: capital',
    to: '- ask: capitol',
    says: 'there is no slot "capitol". Did you mean "capital"?',
  },
  {
    what: 'a step that says an unknown statement',
    file: qualify,
    from: '- say: verdict',
    to: '- say: verdicts',
    says: 'there is no say "verdicts". Did you mean "verdict"?',
  },
  {
    what: 'a condition on an unknown slot',
    file: qualify,
    from: 'if: { scope: provincial }',
    to: 'if: { scoop: provincial }',
    says: 'there is no slot "scoop". Did you mean "scope"?',
  },
  {
    what: 'a condition on a value that a slot cannot have',
    file: qualify,
    from: 'if: { scope: provincial }',
    to: 'if: { scope: provinical }',
    says: '"scope" is never "provinical". Did you mean "provincial"?',
  },
  {
    what: 'a flow for an unknown service',
    file: qualify,
    from: 'callcentre, code-95',
    to: 'callcenter, code-95',
    says: 'there is no service "callcenter". Did you mean "callcentre"?',
  },
  {
    what: 'a statement that uses an unknown slot',
    file: 'flows/says.yaml',
    from: 'quote: { uses: [service, scope',
    to: 'quote: { uses: [service, skope',
    says: 'there is no slot "skope". Did you mean "scope"?',
  },
  {
    what: 'a slot type that does not exist',
    file: 'flows/slots.yaml',
    from: 'type: money',
    to: 'type: monney',
    says: 'type cannot be "monney". Did you mean "money"?',
  },
  {
    what: 'a misspelt word of the flow language',
    file: qualify,
    from: '    if: { scope: provincial }',
    to: '    iff: { scope: provincial }',
    says: 'nothing reads "iff". Take it out or correct its spelling.',
  },
  {
    what: 'a text that names an unknown fact',
    file: zh,
    from: '{fact:timeline-nationwide}',
    to: '{fact:timeline-nationwid}',
    says: 'there is no fact "timeline-nationwid". Did you mean "timeline-nationwide"?',
  },
  {
    what: 'a figure typed into a Chinese text',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气,三天内回您。',
    says: '"三天" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'digits typed into a Chinese text',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气,1000万起。',
    says: '"1000" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'a form instead of a question',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 请输入注册资本。',
    says: 'the bot does not say "请输入". Ask as a person would, with the reason for asking.',
  },
  {
    what: 'two exclamation marks',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气\uFF01\uFF01',
    says: 'the bot does not say "\uFF01\uFF01". One exclamation mark at most, better none.',
  },
  {
    what: 'a sweet name for the prospect',
    file: zh,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 亲\uFF0C不客气。',
    says: 'the bot does not say "亲". Address the prospect with 您.',
  },
  {
    what: 'an English text with Chinese in it',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: 不客气',
    says: 'warning: English with Chinese in it: "不客气". Translate it.',
  },
  {
    what: 'a figure spelled out in an English text',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: You hear from us within five working days.',
    says: '"five working days" is a typed figure. Put it into knowledge/facts.yaml and write {fact:its-id}.',
  },
  {
    what: 'kindly',
    file: en,
    from: /^ {2}thanks: .*$/m,
    to: '  thanks: Kindly wait.',
    says: 'the bot does not say "Kindly". Write "please", or leave it out.',
  },
  {
    what: 'an English text without a placeholder of the Chinese one',
    file: en,
    from: /(?<=^greeting:\n)( {2}first:[^]*?)\{firm\}/m,
    to: '$1the firm',
    says: 'greeting.first lacks {firm}, which flows/texts/zh-Hans.yaml has. Use the same placeholders in both languages.',
  },
  {
    what: 'a fact without a source',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5, unit: year, sources: [s1] }',
    to: 'licence-validity: { value: 5, unit: year, sources: [] }',
    says: 'fact "licence-validity" has no source. Name where it is from, an id of sources.yaml (s1, s2).',
  },
  {
    what: 'a fact that leaves its source out',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5, unit: year, sources: [s1] }',
    to: 'licence-validity: { value: 5, unit: year }',
    says: '"sources" is missing. Add "sources:" with a list (lines that begin with "- ").',
  },
  {
    what: 'a number that YAML reads in its own way',
    file: 'knowledge/facts.yaml',
    from: 'licence-validity: { value: 5,',
    to: 'licence-validity: { value: 05,',
    says: "05 is read as the number 5. Write 5, or '05' in quotes if it is a text.",
  },
];

test.each(cases)('$what is refused at its line', async ({ file, from, to, says }) => {
  const { problems, line } = await problemsAfter({ file, from, to });
  expect(problems).toContain(`${file}:${line}: ${says}`);
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
