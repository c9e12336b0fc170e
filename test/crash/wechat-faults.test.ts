import { expect, it } from 'vitest';
import { faultsRun } from './wechat-faults.ts';

// A thousand messages keep the suite quick; `npm run bench -- wechat-faults` says ten thousand. The seed is in a failing run's name.
const seed = Number(process.env['WECHAT_SEED'] ?? Date.now() % 1_000_000);

it(`WeChat loses nothing and is told nothing twice on either kind of account, whatever fails (WECHAT_SEED=${seed})`, async () => {
  const result = await faultsRun({
    wecom: { messages: 800, people: 160 },
    official: { messages: 200, people: 40 },
    kills: 2,
    seed,
  });
  expect(result.faults).toEqual([]);
  expect(result.kills).toBeGreaterThan(0);
  expect(result.spoilt).toBeGreaterThan(50);
  expect(result.replyMs.length).toBeGreaterThan(100);
}, 240_000);
