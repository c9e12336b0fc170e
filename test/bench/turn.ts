import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startApp } from './app-server.ts';
import { startBaseline } from './baselines/start.ts';
import { coldStart } from './cold-start.ts';
import type { Daemon } from './daemon.ts';
import { freePort } from '../support/free-port.ts';
import type { Drive } from './drive.ts';
import { growth } from './growth.ts';
import { bytesADialogue, commandsATurn } from './redis-cost.ts';
import { startRedis } from './redis-server.ts';
import { atOnce, rounds, texts } from './rounds.ts';
import { number, percent, type Part, type Row } from './table.ts';

// A second is enough for Redis to keep up with a log flushed every second, so the processors, not the disk, are compared.
const roundMs = 3000;
// V8 goes on compiling what serves a turn for some 30,000 turns, longer on a busy machine, and a server lives for weeks.
const warmDialogues = 4096;
// By then a server that nobody talks to has loaded what the first question will need.
const quietMs = 5000;

export const turn: Part = {
  name: 'turn',
  how: `${texts.length} turns a dialogue, ${atOnce} conversations at once, one process, one Redis (AOF, everysec) for all; the limit is bare node:http, RESP by hand, one compare-and-set a turn`,
  run: () => inFolder(measure),
};

async function measure(dir: string): Promise<readonly Row[]> {
  const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'everysec' });
  const daemons: Daemon[] = [redis];
  try {
    const app = await startApp({ port: await freePort(), dataDir: join(dir, 'data'), redisPort: redis.port });
    daemons.unshift(app);
    await setTimeout(quietMs);
    const idleMiB = app.rssMiB();
    const cost = await costs(app, redis);
    const limit = await startBaseline('limit', redis.port);
    const botkit = await startBaseline('botkit', redis.port);
    daemons.unshift(limit, botkit);
    const contestants = [
      { name: 'limit', server: limit, redis },
      { name: 'ours', server: app, redis },
      { name: 'botkit', server: botkit, redis },
    ];
    const top = await rounds(contestants, { count: 3, roundMs, warmDialogues });
    const half = await rounds(contestants.slice(0, 2), {
      count: 3,
      roundMs,
      rateOf: ({ name }) => drivenOf(top, name).turnsPerSecond / 2,
    });
    const memory = { what: 'memory, idle', ours: `${number(idleMiB)} MiB`, budget: '≤ 200 MiB', met: idleMiB <= 200 };
    const after = { what: 'memory after the load', ours: `${number(app.rssMiB())} MiB` };
    await stopAll(daemons.splice(0));
    const rest = [...(await growth(dir)), ...(await coldStart(dir))];
    return [...speeds(top), ...latencies(half), ...cost, memory, after, ...rest];
  } finally {
    await stopAll(daemons);
  }
}

async function costs(app: Daemon, redis: Daemon): Promise<readonly Row[]> {
  const commands = await commandsATurn({ server: app, redis }, texts);
  const bytes = await bytesADialogue({ server: app, redis }, texts);
  const named = Object.entries(commands.byName).map(([name, count]) => `${name} ${number(count, 2)}`);
  return [
    {
      what: 'store commands a turn',
      ours: `${number(commands.total, 2)} (${named.join(', ')})`,
      budget: '2',
      met: commands.total < 2.2,
    },
    { what: 'bytes of a finished dialogue', ours: number(bytes), budget: '≤ 6,144', met: bytes <= 6144 },
  ];
}

function speeds(top: ReadonlyMap<string, Drive>): readonly Row[] {
  const [ours, limit, botkit] = [drivenOf(top, 'ours'), drivenOf(top, 'limit'), drivenOf(top, 'botkit')];
  const ofLimit = ours.turnsPerSecond / limit.turnsPerSecond;
  const ofBotkit = ours.turnsPerSecond / botkit.turnsPerSecond;
  const ofLimitCpu = limit.cpuMsPerTurn / ours.cpuMsPerTurn;
  const ofBotkitCpu = botkit.cpuMsPerTurn / ours.cpuMsPerTurn;
  return [
    {
      what: 'speed, of the limit',
      ours: speedOf(ours),
      baseline: speedOf(limit),
      ratio: percent(ofLimit),
      budget: '≥ 40 %',
      met: ofLimit >= 0.4,
    },
    { what: 'CPU a turn, of the limit', ours: cpuOf(ours), baseline: cpuOf(limit), ratio: percent(ofLimitCpu) },
    {
      what: 'speed, over Botkit + Redis',
      ours: speedOf(ours),
      baseline: speedOf(botkit),
      ratio: `${number(ofBotkit, 1)} ×`,
      budget: '≥ 5 ×',
      met: ofBotkit >= 5,
    },
    { what: 'CPU a turn, over Botkit', ours: cpuOf(ours), baseline: cpuOf(botkit), ratio: `${number(ofBotkitCpu, 1)} ×` },
    {
      what: 'CPU of Redis a turn',
      ours: `${number(ours.redisCpuMsPerTurn, 3)} ms`,
      baseline: `${number(limit.redisCpuMsPerTurn, 3)} ms`,
    },
    { what: 'turns without a reply', ours: number(ours.silent), budget: '0', met: ours.silent === 0 },
  ];
}

function latencies(half: ReadonlyMap<string, Drive>): readonly Row[] {
  const [ours, limit] = [drivenOf(half, 'ours'), drivenOf(half, 'limit')];
  const ratio = ours.p99Ms / limit.p99Ms;
  return [
    {
      what: 'p99 at half of top speed',
      ours: latencyOf(ours),
      baseline: latencyOf(limit),
      ratio: `${number(ratio, 1)} ×`,
      budget: '≤ 3 ×',
      met: ratio <= 3,
    },
  ];
}

const speedOf = (drive: Drive): string => `${number(drive.turnsPerSecond)} turns/s`;
const cpuOf = (drive: Drive): string => `${number(drive.cpuMsPerTurn, 3)} ms`;
const latencyOf = ({ p50Ms, p99Ms }: Drive): string => `${number(p99Ms, 1)} ms (p50 ${number(p50Ms, 1)})`;

function drivenOf(drives: ReadonlyMap<string, Drive>, name: string): Drive {
  const found = drives.get(name);
  if (!found) throw new Error(`${name} was not driven`);
  return found;
}

async function stopAll(daemons: readonly Daemon[]): Promise<void> {
  for (const daemon of daemons) await daemon.stop();
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-bench-'));
  return work(dir).finally(() => rm(dir, { recursive: true, force: true }));
}
