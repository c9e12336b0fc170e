import { crashRun, type CrashSpec } from '../crash/run.ts';
import { number, type Part, type Row } from './table.ts';

const pointsAStore = 100;

export const crash: Part = {
  name: 'crash',
  how: `kill -9 at ${pointsAStore} random points a store while 50 prospects talk; afterwards every acknowledged message, reply and handoff is looked for`,
  // Both at once: most of the time is spent in starting again.
  run: async () => (await Promise.all([rowsOf('sqlite'), rowsOf('redis')])).flat(),
};

async function rowsOf(store: CrashSpec['store']): Promise<readonly Row[]> {
  const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
  const result = await crashRun({ store, points: pointsAStore, seed });
  for (const fault of result.faults) console.log(`  ${store}: ${fault}`);
  const context = `${number(result.points)} points (Redis at ${number(result.redisPoints)}), seed ${seed}`;
  const { length } = result.faults;
  return [
    { what: `${store}: lost, doubled or not told of`, ours: number(length), budget: '0', met: length === 0 },
    { what: `${store}: killed at`, ours: context },
    {
      what: `${store}: acknowledged messages`,
      ours: `${number(result.messages)} in ${number(result.conversations)} conversations`,
    },
    { what: `${store}: handoffs / notifications`, ours: `${number(result.handoffs)} / ${number(result.notifications)}` },
  ];
}
