import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '../../bot/content/load.ts';
import { learnApart } from '../../bot/cache/learn-apart.ts';
import { keptFolder } from '../../bot/cache/kept-file.ts';
import { phraseMemory } from '../../bot/cache/phrase-memory.ts';
import { answerIndexOf } from '../../knowledge/answer-index.ts';
import type { LearntPhrases } from '../../knowledge/phrase-index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

const { knowledge } = await loadContent({ root: join(import.meta.dirname, '../..') });
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yinlu-phrases-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The same content, read anew: nothing is learnt yet. */
function another(changed: Partial<Knowledge> = {}): Knowledge {
  return { ...knowledge, ...changed };
}

/** Learns, and waits until it is kept. */
async function learnt(): Promise<LearntPhrases> {
  const { promise, resolve } = Promise.withResolvers<LearntPhrases>();
  const own = another();
  const memory = phraseMemory(own, { root });
  answerIndexOf(own).rememberBy({
    ...memory,
    keep: (found) => {
      memory.keep(found);
      resolve(found);
    },
  });
  answerIndexOf(own).prepare();
  const found = await promise;
  await expect.poll(() => memory.recall() !== null).toBe(true);
  return found;
}

test('what the phrases taught is found again by the next start, to the last weight, and answers the same', async () => {
  const first = await learnt();
  const own = another();
  const recalled = phraseMemory(own, { root }).recall();
  expect(isDeepStrictEqual(recalled, first)).toBe(true);
  answerIndexOf(own).rememberBy({ recall: () => recalled, keep: () => expect.unreachable('it is known') });
  const question = '许可证有效期多久';
  const near = (of: Knowledge): unknown => {
    const index = answerIndexOf(of);
    const { answers, outside } = index.near(question);
    return [[...answers].map(([{ answer }, share]) => [answer.id, share]), outside];
  };
  expect(near(own)).toEqual(near(another()));
});

test('it is learnt anew when a phrase has changed, and when what was kept is broken', async () => {
  await learnt();
  const [first] = knowledge.answers.values();
  if (!first) throw new Error('there are no answers');
  const answers = new Map(knowledge.answers).set(first.id, { ...first, phrases: [...first.phrases, '换个说法问同一件事'] });
  expect(phraseMemory(another({ answers }), { root }).recall()).toBeNull();
  expect(phraseMemory(another({ outside: {} }), { root }).recall()).toBeNull();
  const file = join(keptFolder(root), 'phrases');
  await writeFile(file, (await readFile(file)).subarray(0, 1000));
  expect(phraseMemory(another(), { root }).recall()).toBeNull();
});

test('where nothing can be kept it is learnt each time', async () => {
  await mkdir(join(keptFolder(root), '..'), { recursive: true });
  await writeFile(keptFolder(root), 'a file where the folder should be');
  const own = another();
  const memory = phraseMemory(own, { root });
  answerIndexOf(own).rememberBy(memory);
  answerIndexOf(own).prepare();
  expect(answerIndexOf(own).onFile('许可证有效期多久')).toBeDefined();
  expect(memory.recall()).toBeNull();
});

test('another process learns it and leaves it to this one', async () => {
  for (const part of ['flows', 'knowledge'])
    await cp(join(import.meta.dirname, '../..', part), join(root, part), { recursive: true });
  const own = another();
  const index = answerIndexOf(own);
  index.rememberBy({ ...phraseMemory(own, { root }), keep: () => expect.unreachable('this one need not learn') });
  expect(index.recall()).toBe(false);
  await learnApart({ root });
  expect(index.recall()).toBe(true);
  expect(index.onFile('许可证有效期多久')).toBeDefined();
});
