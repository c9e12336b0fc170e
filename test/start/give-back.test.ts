import { expect, test } from 'vitest';
import { giveBack } from '../../bot/cache/give-back.ts';

/** As much as a start needs, held by nobody any more when this returns; how much memory was in use then. */
function needMuch(): number {
  const needed = Array.from({ length: 200 }, (_, each) => Array.from({ length: 20_000 }, (__, at) => at + each + 0.5));
  expect(needed).toHaveLength(200);
  return process.memoryUsage().heapUsed;
}

test('what a start has needed and nobody holds any more is given back', () => {
  const before = needMuch();
  giveBack();
  expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(20_000_000);
});
