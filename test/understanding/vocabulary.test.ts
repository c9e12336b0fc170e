import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { beginningsOf } from '../../bot/understanding/beginnings.ts';
import { loadVocabulary, ownFolder } from '../../bot/understanding/load-vocabulary.ts';
import { matcherOf } from '../../bot/understanding/pattern.ts';
import { understand } from '../../bot/understanding/understand.ts';

describe('phrases', () => {
  test.each([
    ['怎么…收费', '怎么样收费的', true],
    ['怎么…收费', '怎么,收费', false],
    ['要(几|多少)钱', '要多少钱', true],
    ['[很]急', '急', true],
    ['^好$', '好', true],
    ['^好$', '好贵', false],
    ['cat', 'category', false],
    ['不在(?!意)', '不在意', false],
    ['95#码', '951码', true],
    ['what … cost', 'what would it cost', true],
  ])('%s in %s: %s', (phrase, text, found) => {
    expect(matcherOf([phrase]).has(text)).toBe(found);
  });

  test('a phrase begins as it says', () => {
    expect(beginningsOf('(多少|几)钱')).toEqual(new Set(['多少', '几钱']));
    expect(beginningsOf('[很]急')).toEqual(new Set(['很急', '急']));
    expect(beginningsOf('…急')).toBeNull();
  });
});

/** A folder with one vocabulary file of a firm. */
const folderWith = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'words-'));
  writeFileSync(join(folder, 'own.yaml'), yaml);
  return folder;
};

describe('a firm’s own words', () => {
  test('join ours without code', () => {
    const vocabulary = loadVocabulary([ownFolder, folderWith('services:\n  callcentre: [小蜜蜂牌照]\n')]);
    const hearing = { text: '小蜜蜂牌照怎么申请', pending: 'none', language: 'zh', today: '2026-03-09' } as const;
    expect(understand(hearing, vocabulary)).toMatchObject({ slots: { licence: 'callcentre' }, intents: ['process', 'apply'] });
  });

  test.each([
    ['words:\n  intent.prise: [多少钱]\n', /own\.yaml.*intent\.prise/s],
    ['words:\n  intent.price: ["(多少钱"]\n', /\(多少钱/],
  ])('%j is refused with its place', (yaml, message) => {
    expect(() => loadVocabulary([folderWith(yaml)])).toThrow(message);
  });
});
