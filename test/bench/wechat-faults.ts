import { monitorEventLoopDelay } from 'node:perf_hooks';
import { faultsRun } from '../crash/wechat-faults.ts';
import { number, type Part } from './table.ts';

const total = Number(process.env['WECHAT_MESSAGES'] ?? 10_000);
/** On each kind of account at once. With a thousand the two processes and this one have more to do than two processors can. */
const people = Number(process.env['WECHAT_PEOPLE'] ?? 250);
/** WeChat waits five seconds, and the answer has to travel. */
const replyWithinMs = 4500;

export const wechatFaults: Part = {
  name: 'wechat-faults',
  how: `${total} messages over WeChat customer service and an official account, ${people} people at once on each, to two processes on one Redis, while calls fail, pages repeat, WeChat hangs up and processes are killed`,
  run: async () => {
    const seed = Number(process.env['WECHAT_SEED'] ?? Date.now() % 1_000_000);
    const side = { messages: total / 2, people };
    // Whoever plays so many people measures late, too.
    const own = monitorEventLoopDelay({ resolution: 10 });
    own.enable();
    const result = await faultsRun({ wecom: side, official: side, kills: Math.ceil(total / 333), seed });
    for (const fault of result.faults) console.log(`  ${fault}`);
    const { faults, replyMs } = result;
    const inTime = replyMs.filter((ms) => ms < replyWithinMs).length;
    const at = (share: number): string => number(replyMs[Math.floor((replyMs.length - 1) * share)] ?? 0);
    return [
      { what: 'lost, said twice or sent against a rule', ours: number(faults.length), budget: '0', met: faults.length === 0 },
      { what: 'never shown, and noted with the lead: nobody can know of them', ours: number(result.unseen) },
      {
        what: `pushes answered within ${replyWithinMs} ms`,
        ours: `${number(inTime)} of ${number(replyMs.length)}`,
        budget: 'all',
        met: inTime === replyMs.length,
      },
      { what: 'answer to a push: median / p99 / longest, ms', ours: `${at(0.5)} / ${at(0.99)} / ${at(1)}` },
      {
        what: 'the clock of this process itself late by: p99 / longest, ms',
        ours: `${number(own.percentile(99) / 1e6)} / ${number(own.max / 1e6)}`,
      },
      { what: 'calls and pushes made to fail / kills', ours: `${number(result.spoilt)} / ${number(result.kills)}, seed ${seed}` },
    ];
  },
};
