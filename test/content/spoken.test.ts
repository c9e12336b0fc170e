import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadContent } from '../../bot/content/load.ts';
import { neededTexts } from '../../bot/content/needed-texts.ts';
import { problemsAfter, refusedAtStart } from './edited.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { book, texts } = await loadContent({ root });
const needed = new Set(neededTexts(book).map(({ key }) => key));

// One that the code asks for and nothing calls needed could be deleted from both languages, and the talk that comes to it would break.
test('every text that the code names in full is needed', () => {
  const named = [...namedIn('bot'), ...namedIn('adapters/wechat')].filter((key) => texts['zh-Hans'].has(key));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((key) => !needed.has(key))).toEqual([]);
});

test('one that is missing from both languages under its name is told, and keeps the bot from starting', async () => {
  const from = /^greeting:\n  first:/m;
  const to = 'greeting:\n  frist:';
  const edits = ['flows/texts/en.yaml', 'flows/texts/zh-Hans.yaml'].map((file) => ({ file, from, to }));
  const { problems } = await problemsAfter(...(edits as [(typeof edits)[0], ...typeof edits]));
  for (const { file } of edits)
    expect(problems).toContain(`${file}:4: the text "greeting.first" is missing; the bot can come to say it. Add it to ${file}.`);
  const { problems: refused } = await refusedAtStart({ file: 'flows/texts/en.yaml', from, to });
  expect(refused.join()).toContain('greeting.first');
});

function namedIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => name.endsWith('.ts') && !name.includes('node_modules'));
  return code.flatMap((name) =>
    Array.from(
      readFileSync(join(root, folder, name), 'utf8').matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g),
      ([, key]) => key as string,
    ),
  );
}

test('a flow that asks for a contact and hands over to nobody, and a service without a flow, are warned of', async () => {
  const handoff = { file: 'flows/qualify.yaml', from: '  - handoff: qualified\n', to: '' };
  expect((await problemsAfter(handoff)).problems.join('\n')).toContain(
    'the flow "qualify" asks for a contact and hands the lead to nobody.',
  );
  const service = { file: 'flows/by-name.yaml', from: '  - pawn-shop\n', to: '' };
  expect((await problemsAfter(service)).problems.join('\n')).toContain(
    'no flow is for "pawn-shop". Add it to "for:" of flows/by-name.yaml.',
  );
});
