import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { loopLag } from '../../adapters/wechat/official-account/loop-lag.ts';

test('a process that was busy knows by how much its timers came late, and forgets it after two seconds', async () => {
  const lag = loopLag();
  await pause(100);
  const until = performance.now() + 300;
  while (performance.now() < until) Math.sqrt(until);
  await pause(50);
  expect(lag()).toBeGreaterThan(200);
  await expect.poll(lag).toBeLessThan(200);
});
