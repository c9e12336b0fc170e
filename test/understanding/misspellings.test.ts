import { expect, test } from 'vitest';
import { spelt } from '../../bot/understanding/misspellings.ts';
import { normalise } from '../../bot/understanding/normalise.ts';

test.each([
  ['全果呼叫中心许可正要多少前', '全国呼叫中心许可证要多少钱'],
  ['没有外姿，都是内姿', '没有外资，都是内资'],
  ['射保要交多九', '社保要交多久'],
  ['全内子，三白万', '全内资，三百万'],
])('%s is meant as %s, and every character keeps its place', (written, meant) => {
  expect(spelt(written)).toBe(meant);
  expect(meant).toHaveLength(written.length);
});

test.each([
  '境内自然人',
  '多少前提条件',
  '多少潜在客户',
  '许可正在审批',
  '旅行社报价',
  '按时缴纳',
  '报假材料',
  '这单生意',
  '排照片的队',
  '人和资金都有',
  '年前万事顺利',
  '省内自己做',
])('%s means what it says', (text) => {
  expect(normalise(text)).toBe(text);
});
