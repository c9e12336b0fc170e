import { expect, it } from 'vitest';
import { faultsRun } from './wecom-faults.ts';

// A thousand messages keep the suite quick; `npm run bench -- wechat-faults` says ten thousand. The seed is in a failing run's name.
const seed = Number(process.env['WECOM_SEED'] ?? Date.now() % 1_000_000);

it(`WeChat customer service loses nothing and says nothing twice, whatever fails (WECOM_SEED=${seed})`, async () => {
  const result = await faultsRun({ messages: 1000, customers: 200, kills: 2, seed });
  expect(result.faults).toEqual([]);
  expect(result.kills).toBeGreaterThan(0);
  expect(result.spoilt).toBeGreaterThan(50);
}, 240_000);
