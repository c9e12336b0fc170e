import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise, plain } from '../../bot/understanding/normalise.ts';
import type { Pending } from '../../bot/understanding/understood.ts';
import { read } from './reading.ts';

const pendings: readonly Pending[] = ['capital', 'funding', 'scope', 'contact', 'yes-no', 'none'];
const pieces = [
  '多少',
  '一',
  '1',
  'a ',
  '不是',
  '1000万',
  'x1',
  '一千万,',
  '微信',
  '股东香港',
  '如果',
  '(',
  '138',
  '2026年',
  '有限公司',
  '@a.',
  'a点',
  '点',
  '没有外资',
  'Ab ',
  ' ',
  '\u200b',
  '😀',
  '係',
  '-',
  '1,',
  '不是a',
  'may ',
  '至少',
  '全国省内',
  'a',
  '千',
  '1 ',
  '改成',
  '13800000000',
  'a@',
  '((',
  '万元,',
  '注册资本',
  '股份转给',
  '单位:',
  'a dot ',
  'i need ',
  'not ',
  '\n',
];

describe('any input', () => {
  test.each(pieces)('4,000 characters of %j are read at once', (piece) => {
    const text = piece.repeat(4000).slice(0, 4000);
    const times = pendings.map((pending) => {
      const before = process.threadCpuUsage();
      read(text, pending);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    });
    // It takes 5 ms, and the budget is 20 on a calm machine; an expression that goes over a text again and again takes seconds.
    expect(Math.min(...times)).toBeLessThan(60);
  });

  const soup = fc.string({ unit: fc.constantFrom(...pieces, '五百万', '广东', ',', '?', '王', 'wx', '\n'), maxLength: 40 });

  test('never throws, and reads the same text the same way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), soup), fc.constantFrom(...pendings), (text, pending) => {
        expect(read(text, pending)).toEqual(read(text, pending));
      }),
      { numRuns: 1500 },
    );
  });

  test('folding keeps every character in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalise(plain(text)).length).toBe(plain(text).length);
      }),
    );
  });
});

describe('the same said otherwise', () => {
  const messages = [
    '注册资本一千万',
    '我们是纯内资',
    '只做广东',
    '13800000000',
    '微信 sample_88',
    '不跨省',
    '两周之内',
    '不到五百万',
    '呼叫中心许可证',
    'RMB 5 million',
  ];
  const ways: readonly [string, (text: string) => string][] = [
    ['a greeting before it', (text) => `你好,${text}`],
    ['thanks after it', (text) => `${text},谢谢`],
    ['a full stop', (text) => `${text}。`],
    ['exclamation marks', (text) => `${text}!!`],
    ['space around it', (text) => `  ${text}\n`],
    ['an emoji', (text) => `${text} 😀`],
    ['full-width letters and digits', (text) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
    ['invisible characters', (text) => Array.from(text).join('\u200b')],
  ];

  test.each(ways)('%s changes no slot', (_, way) => {
    for (const text of messages) {
      const { wechat: before, ...slots } = read(text, 'contact').slots;
      const { wechat: after, ...same } = read(way(text), 'contact').slots;
      expect(same, way(text)).toEqual(slots);
      expect(after?.normalize('NFKC'), way(text)).toBe(before);
    }
  });
});
