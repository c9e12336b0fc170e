import { expect, test } from 'vitest';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { masked } from '../../bot/understanding/model/masked.ts';

const vocabulary = loadVocabulary();

test.each([
  ['打我电话 138 0000 0000 或者 139-0000-0001', /0000/],
  ['一三八零零零零零零零零 打这个', /一三八/],
  ['我的号是1380000000（好像少一位）', /138/],
  ['call me at +1 (555) 010-0000 please', /555|010/],
  ['香港电话 9000 1234', /9000|1234/],
  ['固话 010-00000000 转 12', /010/],
  ['加我 wx: invented_id01', /invented/],
  ['vx同号 abc12345x', /abc12345x/],
  ['发 nobody@example.com 和 someone@example.org', /example|nobody|someone/],
  ['我叫李四明，麻烦快点', /李四明/],
  ['找我们王总说吧', /王总/],
  ["Hi, I'm Jane Doe from accounts", /Jane|Doe/],
  ['看 https://example.com/people/jane', /example/],
])('nobody can be known from "%s"', (message, secret) => {
  expect(masked(message, 'capital', vocabulary)).not.toMatch(secret);
  expect(masked(message, 'capital', vocabulary)).toContain('[…]');
});

test.each([
  '注册资本10000000',
  '资金 50000000 左右',
  '大概一千万元 认缴',
  'RMB 10,000,000 paid in',
  '五百多万吧，USD 2,500,000 也有',
  '东莞和深圳都做，广东省内',
  '95开头的号码和96有啥区别',
  '公司是乐佳科技有限公司',
])('"%s" stays as it is', (message) => {
  expect(masked(message, 'capital', vocabulary)).toBe(message);
});
