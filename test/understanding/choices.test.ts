import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../../bot/content/load.ts';
import { commandsOfChoice } from '../../bot/understanding/choices.ts';

const { book } = await loadContent({ root: join(import.meta.dirname, '../..') });

test('a tapped choice sets its slot', () => {
  expect(commandsOfChoice('scope=nationwide', book)).toEqual([{ type: 'set', slot: 'scope', value: 'nationwide', by: 'chosen' }]);
  expect(commandsOfChoice('scope=?', book)).toEqual([{ type: 'decline', slot: 'scope', reason: 'unsure' }]);
  expect(commandsOfChoice('human', book)).toEqual([{ type: 'human' }]);
});

test.each([
  '__proto__',
  'constructor',
  '__proto__=x',
  'constructor=?',
  'capital=Infinity',
  'capital=1e300',
  'province=<b>x',
  'start=9999-12-31',
  'phone=1',
  '=',
  '',
])('a forged choice %j means nothing', (choice) => {
  expect(commandsOfChoice(choice, book)).toBeNull();
});
