import { faultsRun } from '../crash/wecom-faults.ts';
import { number, type Part } from './table.ts';

const messages = 10_000;

export const wechatFaults: Part = {
  name: 'wechat-faults',
  how: `${messages} messages over WeChat customer service to two processes on one Redis, while calls fail, pages repeat and processes are killed`,
  run: async () => {
    const seed = Number(process.env['WECOM_SEED'] ?? Date.now() % 1_000_000);
    const result = await faultsRun({ messages, customers: 1000, kills: 30, seed });
    for (const fault of result.faults) console.log(`  ${fault}`);
    const { length } = result.faults;
    return [
      { what: 'lost, said twice or sent against a rule', ours: number(length), budget: '0', met: length === 0 },
      { what: 'calls made to fail / kills', ours: `${number(result.spoilt)} / ${number(result.kills)}, seed ${seed}` },
    ];
  },
};
