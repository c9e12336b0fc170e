import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { understand } from '../../bot/understanding/understand.ts';
import type { Utterance } from '../../bot/understanding/understood.ts';
import { median } from './median.ts';
import { speeds, threadMs } from './speed.ts';
import { number, type Part } from './table.ts';

const length = 4000;
// What makes expressions that look ahead or back go over a text again and again: runs of one thing, and almost-matches.
const seeds = [
  'a',
  '1',
  '一',
  '千',
  ' ',
  '1,',
  '1 ',
  '1-',
  '一千万',
  '改成',
  '不是',
  '13800000000',
  'a@',
  'a.',
  '((',
  '万元,',
  '注册资本',
  'not ',
  '\n',
];

export const understanding: Part = {
  name: 'understanding',
  how: 'rules only, one core, after the messages of messages.yaml; the baseline folds the same text with NFKC and splits it into words (Intl.Segmenter)',
  async run() {
    const vocabulary = loadVocabulary();
    const read = (text: string): unknown => understand(hearingOf(text), vocabulary);
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    const texts = parse(readFileSync(new URL('./messages.yaml', import.meta.url), 'utf8')) as readonly string[];
    const speed = speeds(
      {
        ours: () => texts.forEach((text) => read(text)),
        words: () => texts.forEach((text) => [...segmenter.segment(text.normalize('NFKC'))]),
      },
      texts.length,
    );
    const worst = seeds
      .map((seed) => ({ seed, ms: msOf(() => read(seed.repeat(length).slice(0, length))) }))
      .toSorted((a, b) => b.ms - a.ms)[0];
    return [
      {
        what: 'understanding',
        ours: `${number(speed.ours)} messages/s`,
        baseline: `${number(speed.words)} messages/s`,
        ratio: `${number(speed.ours / speed.words, 2)} ×`,
        budget: '≥ 20,000 messages/s',
        met: speed.ours >= 20_000,
      },
      {
        what: `worst ${number(length)} characters`,
        ours: `${number(worst?.ms ?? Number.NaN, 1)} ms (${JSON.stringify(worst?.seed)} over and over)`,
        budget: '≤ 20 ms',
        met: (worst?.ms ?? Infinity) <= 20,
      },
    ];
  },
};

function hearingOf(text: string): Utterance {
  return { text, pending: 'capital', language: /^[\x20-\x7e]*$/.test(text) ? 'en' : 'zh', today: '2027-01-04' };
}

function msOf(call: () => unknown): number {
  return median(
    Array.from({ length: 3 }, () => {
      const start = threadMs();
      call();
      return threadMs() - start;
    }),
  );
}
