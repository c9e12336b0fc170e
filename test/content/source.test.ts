import { readFileSync } from 'node:fs';
import { glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { flowSchema } from '../../flows/flow.ts';
import { problemsOfIssues } from '../../bot/content/issues.ts';
import { lineOf } from '../../bot/content/problem.ts';
import type { Problem } from '../../bot/content/problem.ts';
import { quickValue } from '../../bot/content/quick.ts';
import { readSource, sourceOf } from '../../bot/content/source.ts';

const said = (problems: readonly Problem[]) => problems.map(lineOf);

function judged(text: string, schema: z.ZodType): readonly string[] {
  const source = sourceOf('flows/x.yaml', text);
  const result = schema.safeParse(source.value, { reportInput: true });
  return said([...source.problems, ...(result.success ? [] : problemsOfIssues(source, result.error))]);
}

test('a misspelt word of a step is named at its line', () => {
  expect(
    judged('flow: a\nfor: [anything]\nsteps:\n  - ask: capital\n  - ask: scope\n    iff: { a: true }\n', flowSchema),
  ).toEqual(['flows/x.yaml:6: nothing reads "iff". Take it out or correct its spelling.']);
});

test('a missing part is told at the line of what it is missing from', () => {
  expect(judged('# a flow\nflow: a\nsteps:\n  - ask: capital\n', flowSchema)).toEqual([
    'flows/x.yaml:2: "for" is missing. Add "for:" with a list (lines that begin with "- ").',
  ]);
});

test('a value of the wrong kind says what to write', () => {
  expect(judged('flow: a\nfor: anything\nsteps:\n  - ask: capital\n', flowSchema)).toEqual([
    'flows/x.yaml:2: for is "anything". Write a list (lines that begin with "- ").',
  ]);
});

test('values that YAML reads otherwise than written are refused', () => {
  const text = 'phone: 007\ncode: 1e5\nwants-quote: yes\nplain: 95\nprice: 12.50\nquoted: "007"\n';
  expect(said(sourceOf('a.yaml', text).problems)).toEqual([
    "a.yaml:1: 007 is read as the number 7. Write 7, or '007' in quotes if it is a text.",
    "a.yaml:2: 1e5 is read as the number 100000. Write 100000, or '1e5' in quotes if it is a text.",
    "a.yaml:3: yes is read as a word. Write true if yes or no is meant, or 'yes' in quotes if it is a text.",
  ]);
});

test('a name given twice and broken writing are told with their line', () => {
  expect(said(sourceOf('a.yaml', 'a: 1\nb: 2\na: 3\n').problems)).toEqual([
    'a.yaml:3: this name is there twice. Keep one of the two.',
  ]);
  expect(said(sourceOf('a.yaml', 'a: 1\nb: one: two\n').problems)).toEqual([
    'a.yaml:2: a text with a colon in it is read as another name. Put the whole text in quotes.',
  ]);
});

test('a place inside a text of several lines is found', () => {
  const source = sourceOf('a.yaml', 'a:\n  b: |\n    one\n    two 5 days\n  c:\n    - x\n    - y 3\n');
  expect(source.place(['a', 'b'], '5 days')).toEqual({ line: 4, column: 9 });
  expect(source.place(['a', 'c', 1])).toEqual({ line: 7, column: 7 });
  expect(source.place(['a', 'none', 'deeper'])).toEqual({ line: 1, column: 1 });
});

test('a start reads every file that the project ships the quick way', async () => {
  const files = await Array.fromAsync(glob('{flows,knowledge}/**/*.yaml'));
  const slow = files.filter((file) => !quickValue(readFileSync(file, 'utf8'), { texts: file.startsWith('flows/texts/') }));
  expect(files.length).toBeGreaterThan(20);
  expect(slow).toEqual([]);
});

test('a file that is not UTF-8, or cannot be read, is named, and how to mend it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'source-'));
  try {
    // 名: 启明, as an editor under Windows may save it.
    await writeFile(join(folder, 'gbk.yaml'), Buffer.from([0xc3, 0xfb, 0x3a, 0x20, 0xc6, 0xf4, 0xc3, 0xf7]));
    await mkdir(join(folder, 'folder.yaml'));
    const kind = { texts: false };
    expect((await readSource(folder, 'gbk.yaml', kind)).problems).toMatchObject([
      { file: 'gbk.yaml', line: 1, message: 'this file is not written in UTF-8', fix: 'Save it as UTF-8' },
    ]);
    expect((await readSource(folder, 'folder.yaml', kind)).problems).toMatchObject([
      { message: 'this file cannot be read (EISDIR)' },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what stands for a part that was taken out is told where it stands', () => {
  const { problems, value } = sourceOf('a.yaml', 'first: x\nsecond: *gone\nthird: *gone\n', { texts: true });
  expect(value).toBeUndefined();
  expect(problems.map(({ line, message }) => [line, message])).toEqual([
    [2, '"*gone" stands for a part that is marked "&gone", and there is none'],
    [3, '"*gone" stands for a part that is marked "&gone", and there is none'],
  ]);
});
