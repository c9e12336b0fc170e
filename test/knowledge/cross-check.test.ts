import { describe, expect, test } from 'vitest';
import { assemble } from '../../knowledge/knowledge.ts';
import { crossCheck } from '../../knowledge/cross-check.ts';
import { book, readFiles } from './book.ts';

type Files = Record<string, Record<string, never>>;

/** What the check says after `change` was made to the files. */
function after(change: (files: Files) => void) {
  const files = readFiles() as Files;
  change(files);
  return crossCheck(assemble(files));
}

/** Writes `value` at `path`, as an owner would who edits the file. */
function write(files: Files, path: readonly (string | number)[], value: unknown): void {
  let place = files as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  place[path.at(-1) as string] = value;
}

describe('the book', () => {
  test('is sound as it is shipped', () => {
    expect(crossCheck(book)).toEqual([]);
  });

  test('carries a source with its date on every fact', () => {
    for (const { sources } of book.facts.values())
      for (const { asOf } of sources) expect(asOf).toMatch(/^(undated|\d{4}-\d\d-\d\d)$/);
  });

  test.each([
    [['facts.yaml', 'licence-validity', 'sources'], [], 'fact "licence-validity" has no source'],
    [['facts.yaml', 'licence-validity', 'sources'], ['s9'], 'there is no source "s9"'],
    [['facts.yaml', 'official-total', 'value'], { low: 80, high: 180 }, 'fact "official-total" is not what its stages add up to'],
    [['prices.yaml', 'instalments', 0, 'percent'], 50, 'the instalments add up to 90 %, not to 100 %'],
    [['prices.yaml', 'instalments', 0, 'step'], 'deposit', 'there is no step "deposit"'],
    [['answers/licence.yaml', 'validity', 'text', 'en'], 'It is {fact:nothing}.', 'there is no fact "nothing"'],
    [
      ['answers/licence.yaml', 'validity', 'text', 'en'],
      '{fact:premises}',
      'the text uses fact "premises" that it does not list',
    ],
    [['answers/licence.yaml', 'validity', 'text', 'en'], 'It is {years}.', '"{years}" is no placeholder'],
    [['answers/price.yaml', 'payment', 'text', 'en'], '{share:nothing}', '"{share:nothing}" is no placeholder'],
    [['answers/price.yaml', 'payment', 'text', 'en'], '{part:code-95:nothing}', '"{part:code-95:nothing}" is no placeholder'],
    [['answers/licence.yaml', 'validity', 'facts', 0], 'nothing', 'there is no fact "nothing"'],
    [['answers/time.yaml', 'duration', 'byScope', 'provincial'], 'nothing', 'there is no answer "nothing"'],
    [['stages.yaml', 'courses', 'official', 'stages', 1, 'rounds'], 'nothing', 'there is no fact "nothing"'],
    [['documents.yaml', 'articles', 'services', 0], 'nothing', 'there is no service "nothing"'],
    [['conditions.yaml', 'capital', 'nationwide'], 'nothing', 'there is no fact "nothing"'],
  ] as const)('with %j changed is refused, with the place and the fix', (path, value, message) => {
    const found = after((files) => write(files, path, value)).find((one) => one.message === message);
    expect(found?.file).toBe(path[0]);
    expect(
      path
        .slice(1)
        .join('.')
        .startsWith((found?.path ?? ['-']).slice(0, 2).join('.')),
    ).toBe(true);
    expect(found?.fix).not.toBe('');
  });
});
