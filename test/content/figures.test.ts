import { expect, test } from 'vitest';
import { figureFinder } from '../../bot/content/figures.ts';

const find = figureFinder(['106', 'S1']);

test.each([
  ['注册资本要 1000 万元', '1000'],
  ['要1,000万', '1,000'],
  ['全角 10天', '10'],
  ['需要一千万', '一千万'],
  ['大概三个月', '三个月'],
  ['十五个工作日内', '十五个工作日'],
  ['最多报五次', '五次'],
  ['半年左右', '半年'],
  ['百分之三十首付', '百分之三十'],
  ['打八折', '八折'],
  ['95% 都能过', '95%'],
  ['95 元起', '95'],
  ['ten million yuan', 'ten million yuan'],
  ['Within five working days', 'five working days'],
  ['twenty-five people', 'twenty-five people'],
  ['three to five rounds', 'three to five rounds'],
  ['It takes 60 days', '60'],
  ['看 {fact:a.b} 和 7 天', '7'],
])('%s has a typed figure', (text, figure) => {
  expect(find(text)).toBe(figure);
});

test.each([
  '要 {fact:capital.nationwide},认缴就可以',
  '95 码号、96 码号、950XX、9521XX 和 95/96',
  '106 短信',
  '1. 指导\n2. 签约\n10. 拿证',
  '头一次就要做扎实,万一没过也别急',
  '两个办法:先办单省的,或者增资',
  '单位是万元',
  '见[资料](https://example.com/2020/06)',
  'Two ways: one is provincial first, the other to raise it',
  '一句话告诉我就行',
  '几天就好,等几个月也行',
])('%s has none', (text) => {
  expect(find(text)).toBeNull();
});
