import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConversation } from '../../bot/bot.ts';
import { prefixesOf, tailsOf } from '../../bot/understanding/prefixes.ts';
import { firmsVocabulary, loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { normalise } from '../../bot/understanding/normalise.ts';
import { phraseOf } from '../../bot/understanding/pattern.ts';
import { understand } from '../../bot/understanding/understand.ts';
import { lists } from '../../bot/understanding/word-lists.ts';

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
    ['^[好|嗯][,| ]先不用$', '嗯先不用', true],
    ['what … cost', 'what would it cost', true],
  ])('%s in %s: %s', (phrase, text, found) => {
    expect(phraseOf(phrase).has(text)).toBe(found);
  });

  test('a phrase begins as it says', () => {
    expect(prefixesOf('(多少|几)钱')).toEqual(new Set(['多少钱', '几钱']));
    expect(prefixesOf('[很]急')).toEqual(new Set(['很急', '急']));
    expect(prefixesOf('#天')).toEqual(new Set('0123456789'));
    expect(prefixesOf('…急')).toEqual(new Set(['急']));
    expect(prefixesOf('[那][,| ]算了')).toEqual(new Set(['算了']));
    expect(prefixesOf('skip [the]')).toEqual(new Set(['skip']));
    expect(prefixesOf('…[很]')).toBeNull();
  });

  test('what is behind a gap of a phrase must be met as well', () => {
    expect(tailsOf('(月|周)…(搞得定|办得完)')).toEqual(new Set(['搞得定', '办得完']));
    expect(tailsOf('what … (cost|charge)')).toEqual(new Set(['cost', 'charge']));
    expect(tailsOf('多少钱')).toBeNull();
    expect(tailsOf('多…少|钱')).toBeNull();
    expect(tailsOf('(月…完|周)内')).toBeNull();
  });
});

test('a vocabulary narrowed to a text finds in it what the whole one finds', () => {
  const whole = loadVocabulary();
  for (const text of texts) {
    const { words, services, places } = whole.narrowedTo(text);
    expect(
      lists.filter((name) => words[name].has(text)),
      text,
    ).toEqual(lists.filter((name) => whole.words[name].has(text)));
    expect(
      services.filter(({ matcher }) => matcher.has(text)).map(({ id }) => id),
      text,
    ).toEqual(whole.services.filter(({ matcher }) => matcher.has(text)).map(({ id }) => id));
    expect(places(text), text).toEqual(whole.places(text));
  }
  // It takes long where much else runs; no more than a hang is told by the limit.
}, 300_000);

// A short text meets a phrase most often with its end missing; of the long ones a sample must do.
const texts = new Set(
  readFileSync(join(import.meta.dirname, 'messages.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => normalise((JSON.parse(line) as { text: string }).text))
    .filter((text, index) => index % 15 === 0 || text.length <= 5),
);

/** A folder with one vocabulary file of a firm. */
const folderWith = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'words-'));
  writeFileSync(join(folder, 'own.yaml'), yaml);
  return folder;
};

describe('a firm’s own words', () => {
  test('join ours without code', () => {
    const vocabulary = loadVocabulary([folderWith('services:\n  callcentre: [小蜜蜂牌照]\n')]);
    const hearing = { text: '小蜜蜂牌照怎么申请', pending: 'none', language: 'zh', today: '2026-03-09' } as const;
    expect(understand(hearing, vocabulary)).toMatchObject({ slots: { licence: 'callcentre' }, intents: ['process', 'apply'] });
  });

  test('are heard by the bot of that firm', async () => {
    const root = mkdtempSync(join(tmpdir(), 'firm-'));
    const project = join(import.meta.dirname, '../..');
    for (const part of ['flows', 'knowledge']) cpSync(join(project, part), join(root, part), { recursive: true });
    mkdirSync(join(root, firmsVocabulary));
    writeFileSync(join(root, firmsVocabulary, 'ours.yaml'), 'services:\n  callcentre: [小蜜蜂牌照]\n');
    const { understand: hear } = await loadConversation({ root, quoteUrl: (_, number) => number });
    const hearing = { text: '小蜜蜂牌照怎么申请', pending: 'none', language: 'zh', today: '2026-03-09' } as const;
    expect(hear(hearing).slots.licence).toBe('callcentre');
    rmSync(root, { recursive: true });
  });

  test.each([
    ['words:\n  intent.prise: [多少钱]\n', /own\.yaml.*intent\.prise/s],
    ['words:\n  intent.price: ["(多少钱"]\n', /\(多少钱/],
  ])('%j is refused with its place', (yaml, message) => {
    expect(() => loadVocabulary([folderWith(yaml)])).toThrow(message);
  });
});
