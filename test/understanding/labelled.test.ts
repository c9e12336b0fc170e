import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { understand } from '../../bot/understanding/understand.ts';
import { missesOf, type Labelled } from './labelled.ts';

const messages = readFileSync(join(import.meta.dirname, 'messages.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled);

const vocabulary = loadVocabulary();
const judged = messages.map((message) => {
  const { text, context, lang } = message;
  const understood = understand({ text, pending: context, language: lang, today: '2026-03-09' }, vocabulary);
  return { message, understood, misses: missesOf(message, understood) };
});

describe('labelled messages', () => {
  test('at least 98 of 100 are read exactly', () => {
    const wrong = judged.filter(({ misses }) => misses.length > 0);
    const report = wrong.map(({ message, misses }) => `${message.text} | ${misses.join('; ')}`).join('\n');
    expect(1 - wrong.length / judged.length, report).toBeGreaterThanOrEqual(0.98);
  });

  test('an amount that is no capital is taken for one at most twice in a hundred', () => {
    const none = judged.filter(({ message }) => !message.expect.slots.capital && !message.expect.alt?.['capital']);
    const taken = none.filter(({ understood }) => understood.slots.capital);
    expect(none.length).toBeGreaterThan(100);
    expect(taken.length / none.length, taken.map(({ message }) => message.text).join('\n')).toBeLessThanOrEqual(0.02);
  });

  test('every kind of message is there', () => {
    const groups = new Set(messages.map(({ group }) => group));
    for (const group of [
      'capital-zh',
      'capital-hant',
      'capital-yue',
      'capital-en',
      'funding',
      'scope',
      'contact',
      'trap',
      'long',
    ]) {
      expect(groups).toContain(group);
    }
    expect(messages.length).toBeGreaterThanOrEqual(1500);
  });
});
