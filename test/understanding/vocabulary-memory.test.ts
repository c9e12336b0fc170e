import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptFolder } from '../../bot/cache/kept-file.ts';
import type { Memory } from '../../bot/cache/memory.ts';
import { vocabularyMemory } from '../../bot/cache/vocabulary-memory.ts';
import { loadVocabulary, type LearntVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { understand } from '../../bot/understanding/understand.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yinlu-vocabulary-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The memory, and what it was asked last: whether it knew. */
function watched(): { memoryOf: (texts: readonly string[]) => Memory<LearntVocabulary>; knew: () => boolean | undefined } {
  let knew: boolean | undefined;
  const memoryOf = (texts: readonly string[]): Memory<LearntVocabulary> => {
    const memory = vocabularyMemory({ root })(texts);
    return {
      ...memory,
      recall: () => {
        const found = memory.recall();
        knew = found !== null;
        return found;
      },
    };
  };
  return { memoryOf, knew: () => knew };
}

const file = (): string => join(keptFolder(root), 'vocabulary');
const isKept = async (): Promise<boolean> => (await readFile(file()).catch(() => null)) !== null;

const texts = [
  '我们想办全国的呼叫中心,注册资本一千万,都是内资',
  '95号码要什么条件',
  'how much for a licence in Guangdong?',
  '嗯先不用',
  '江西',
];

test('the next start finds the vocabulary as it was read, and hears the same', async () => {
  const { memoryOf, knew } = watched();
  const first = loadVocabulary([], memoryOf);
  expect(knew()).toBe(false);
  await expect.poll(isKept).toBe(true);
  const second = loadVocabulary([], memoryOf);
  expect(knew()).toBe(true);
  for (const text of texts) {
    const hearing = { text, pending: 'none', language: 'zh', today: '2026-03-09' } as const;
    expect(understand(hearing, second)).toEqual(understand(hearing, first));
  }
});

test('it is read anew when a firm has added a word, and when what was kept is broken', async () => {
  const { memoryOf, knew } = watched();
  loadVocabulary([], memoryOf);
  await expect.poll(isKept).toBe(true);
  await writeFile(join(root, 'own.yaml'), 'services:\n  callcentre: [小蜜蜂牌照]\n');
  const hearing = { text: '小蜜蜂牌照怎么申请', pending: 'none', language: 'zh', today: '2026-03-09' } as const;
  expect(understand(hearing, loadVocabulary([root], memoryOf)).slots.licence).toBe('callcentre');
  expect(knew()).toBe(false);
  await expect.poll(() => (loadVocabulary([root], memoryOf), knew())).toBe(true);
  await writeFile(file(), (await readFile(file())).subarray(0, 1000));
  expect(understand(hearing, loadVocabulary([root], memoryOf)).slots.licence).toBe('callcentre');
  expect(knew()).toBe(false);
});
