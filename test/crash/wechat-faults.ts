import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis } from '../../bot/store/redis.ts';
import type { Store } from '../../bot/store/store.ts';
import { startApp } from '../bench/app-server.ts';
import type { Daemon } from '../bench/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../bench/redis-server.ts';
import { officialSide } from './official-faults.ts';
import { randomOf } from './random.ts';
import type { Side, SideSpec, World } from './side.ts';
import { wecomSide } from './wecom-faults.ts';

export interface FaultsSpec {
  readonly wecom: SideSpec;
  readonly official: SideSpec;
  /** How often one of the two processes is killed (-9) and started again. */
  readonly kills: number;
  readonly seed: number;
}

export interface FaultsResult {
  readonly kills: number;
  /** Calls and pushes that were made to go wrong. */
  readonly spoilt: number;
  /** What was lost, said twice, out of order, or sent where WeChat forbids it. */
  readonly faults: readonly string[];
  /** Messages that nobody was shown, and of which it is noted with the lead that nobody can know. */
  readonly unseen: number;
  /** Of replies to pushes, sorted. */
  readonly replyMs: readonly number[];
}

const publicUrl = 'https://bot.example.com';
const settledWithinMs = 90_000;
const lookEveryMs = 700;
/** As long as nothing has changed then, nothing is under way any more. */
const stillLooks = 5;

/**
 * People talk to two processes on one Redis over both kinds of official chat, while calls fail in every way, callbacks come late,
 * several times or not at all, WeChat hangs up on answers, and processes are killed. Afterwards every transcript and every phone is
 * compared with what was said.
 */
export async function faultsRun(spec: FaultsSpec): Promise<FaultsResult> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-wechat-faults-'));
  const random = randomOf(spec.seed);
  const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'always' });
  const ports = [await freePort(), await freePort()];
  const down = new Set<number>();
  const port = (is: 'any' | 'alive'): number => {
    const choice = is === 'any' ? ports : ports.filter((_, index) => !down.has(index));
    return choice[Math.floor(random() * choice.length)] ?? 0;
  };
  const world: World = { random, port, publicUrl };
  const sides = [await wecomSide(world, spec.wecom), await officialSide(world, spec.official)];
  const env = Object.assign({ LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl }, ...sides.map((side) => side.env)) as Side['env'];
  const start = (index: number): Promise<Daemon> =>
    startApp({ port: ports[index] ?? 0, dataDir: join(dir, `data${index}`), redisPort: redis.port, env });
  const servers = await Promise.all([start(0), start(1)]);
  const store = await openRedis({ url: `redis://127.0.0.1:${redis.port}` });
  const killing: Killing = { kills: spec.kills, random, servers, start, down, done: 0, isOver: false };
  try {
    const killed = killNowAndThen(killing);
    await Promise.all(sides.map((side) => side.talk()));
    killing.isOver = true;
    await killed;
    const faults = await settled(sides, store);
    const [spoilt, unseen] = [sumOf(sides.map((side) => side.spoilt())), sumOf(sides.map((side) => side.unseen()))];
    const replyMs = sides.flatMap((side) => side.replyMs()).toSorted((a, b) => a - b);
    return { kills: killing.done, spoilt, unseen, replyMs, faults: [...faults, ...sides.flatMap((side) => side.refused())] };
  } finally {
    killing.isOver = true;
    await store.close();
    await Promise.all(servers.map((server) => server.kill()));
    await Promise.all(sides.map((side) => side.close()));
    await redis.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

interface Killing {
  readonly kills: number;
  readonly random: () => number;
  readonly servers: Daemon[];
  readonly start: (index: number) => Promise<Daemon>;
  readonly down: Set<number>;
  done: number;
  isOver: boolean;
}

async function killNowAndThen(killing: Killing): Promise<void> {
  const { kills, servers, start, random, down } = killing;
  while (!killing.isOver && killing.done < kills) {
    await sleep(500 + random() * 3000);
    if (killing.isOver) return;
    const index = killing.done % 2;
    // Whoever spreads the pushes over the processes sees that one is gone; those under way are lost with it.
    down.add(index);
    await servers[index]?.kill();
    killing.done += 1;
    // A machine with much to do may need longer for a start than anybody waits: it is begun anew.
    servers[index] = await start(index).catch(() => start(index));
    down.delete(index);
  }
}

/** Looks until all is well, or too much time has passed. */
async function settled(sides: readonly Side[], store: Store): Promise<readonly string[]> {
  const end = Date.now() + settledWithinMs;
  let still = 0;
  let before = 'never looked';
  for (;;) {
    await sleep(lookEveryMs);
    const found = await Promise.all(sides.map(async (side) => ({ side, faults: await side.look(store) })));
    const all = found.flatMap(({ faults }) => [...faults.values()].flat());
    if (all.length === 0 || Date.now() > end) return all;
    still = all.join() === before ? still + 1 : 0;
    before = all.join();
    if (still < stillLooks) continue;
    still = 0;
    for (const { side, faults } of found) for (const person of faults.keys()) side.goOn(person);
  }
}
