import { expect, test } from 'vitest';
import { lineOf } from '../../bot/content/problem.ts';
import { sourceOf } from '../../bot/content/source.ts';
import { byLanguage, leavesOf, placeholdersOf, textsOf } from '../../bot/content/texts.ts';
import { toTraditional } from '../../bot/content/traditional.ts';

test('nested names become dotted keys, a list its variants', () => {
  const { leaves } = leavesOf(
    sourceOf('t.yaml', 'ask:\n  capital:\n    first:\n      - 一\n      - 二\nslot: { capital: 注册资本 }\n'),
  );
  expect([...textsOf(leaves)]).toEqual([
    ['ask.capital.first', ['一', '二']],
    ['slot.capital', ['注册资本']],
  ]);
});

test('a number or an empty text among the texts is refused at its line', () => {
  const { problems } = leavesOf(sourceOf('t.yaml', 'a: 5\nb:\n  c: ""\n  d: []\n'));
  expect(problems.map(lineOf)).toEqual([
    't.yaml:1: a is no text. Write a text in quotes, or a list of texts ("- ").',
    't.yaml:3: b.c is no text. Write a text in quotes, or a list of texts ("- ").',
    't.yaml:4: b.d is no text. Write a text in quotes, or a list of texts ("- ").',
  ]);
});

test('Traditional readers get their own words, and placeholders stay', () => {
  expect(toTraditional('呼叫中心许可证要看注册资本,随时可以转人工:{fact:资质-1}')).toBe(
    '呼叫中心牌照要看註冊資本,隨時可以轉真人:{fact:资质-1}',
  );
  expect(toTraditional('还是只在一个省?股东里有外资,客户说了算')).toBe('還是只在一個省?股東裏有外資,客戶說了算');
  expect(toTraditional('增值电信业务经营许可证')).toBe('增值電信業務經營許可證');
});

test('a Traditional text of its own goes before the derived one', () => {
  const texts = byLanguage(
    new Map([
      ['a', ['顾问']],
      ['b', ['认缴']],
    ]),
    new Map(),
    new Map([['b', ['認繳資本']]]),
  );
  expect([...texts['zh-Hant']]).toEqual([
    ['a', ['顧問']],
    ['b', ['認繳資本']],
  ]);
});

test('placeholders are read off a text', () => {
  expect(placeholdersOf('{firm} 要 {fact:capital.nationwide} 起')).toEqual(['firm', 'fact:capital.nationwide']);
});
