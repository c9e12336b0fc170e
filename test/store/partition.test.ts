import { expect, test } from 'vitest';
import { partitionCount, partitionKey, partitionOf } from '../../bot/store/partition.ts';

test('a conversation stays in its partition for ever', () => {
  expect(['', 'c1', '微信', '28646d3e-68b5-45ba-aab3-26720b039385'].map(partitionOf)).toEqual([25, 48, 41, 44]);
  expect(partitionKey('yinlu:', 17)).toBe('yinlu:{p17}');
});

test('ids that count up spread evenly', () => {
  const counts = Array.from({ length: partitionCount }, () => 0);
  for (let n = 0; n < 64_000; n++) counts[partitionOf(`wechat:${n}`)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(700);
  expect(Math.max(...counts)).toBeLessThan(1300);
});
