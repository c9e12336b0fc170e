import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../bench/app-server.ts';
import type { Daemon } from '../bench/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../bench/redis-server.ts';
import { faultsOf, untold } from './faults.ts';
import { converse, transcriptOf, type Talk } from './prospect.ts';
import { randomOf } from './random.ts';
import { startReceiver, type Receiver } from './receiver.ts';

export interface CrashSpec {
  readonly store: 'sqlite' | 'redis';
  /** How often something is killed. */
  readonly points: number;
  readonly seed: number;
}

export interface CrashResult {
  readonly points: number;
  /** At how many of them Redis was killed, with the server or alone. */
  readonly redisPoints: number;
  readonly conversations: number;
  readonly messages: number;
  readonly handoffs: number;
  readonly notifications: number;
  /** Everything that was lost, doubled or out of order, in words. */
  readonly faults: readonly string[];
}

/** Conversations at once. */
const prospects = 50;
const toldWithinMs = 45_000;

interface World {
  readonly spec: CrashSpec;
  readonly dir: string;
  readonly port: number;
  readonly redisPort: number;
  readonly receiver: Receiver;
  readonly random: () => number;
  app: Daemon;
  redis: Daemon | null;
  /** Messages that were acknowledged so far. */
  acknowledged: number;
  over: boolean;
}

/**
 * Fifty prospects talk, one conversation after another, while at random points the server, Redis, or both are killed (-9) and started
 * again. Afterwards all transcripts and notifications are compared with what was acknowledged.
 */
export async function crashRun(spec: CrashSpec): Promise<CrashResult> {
  const dir = await mkdtemp(join(tmpdir(), 'yinlu-crash-'));
  const receiver = await startReceiver();
  const world = await begin(spec, dir, receiver);
  try {
    const talking = Promise.all(Array.from({ length: prospects }, () => keepTalking(world)));
    const [redisPoints, talks] = await Promise.all([killAtPoints(world), talking]);
    return await judge(world, { talks: talks.flat(), redisPoints });
  } finally {
    world.over = true;
    await world.app.kill();
    await world.redis?.kill();
    await receiver.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function begin(spec: CrashSpec, dir: string, receiver: Receiver): Promise<World> {
  const redis = spec.store === 'redis' ? await startRedis({ dir: join(dir, 'redis'), fsync: 'always' }) : null;
  const port = await freePort();
  const partial = {
    spec,
    dir,
    port,
    redisPort: redis?.port ?? 0,
    receiver,
    random: randomOf(spec.seed),
    redis,
    acknowledged: 0,
    over: false,
  };
  try {
    return { ...partial, app: await app(partial) };
  } catch (error) {
    await redis?.kill();
    throw error;
  }
}

function app({ dir, port, redis, redisPort, receiver }: Omit<World, 'app'>): Promise<Daemon> {
  const env = { NOTIFY_WEBHOOK_URL: receiver.url, NOTIFY_WEBHOOK_SECRET: 'whsec_dGhlIHNlY3JldCBvZiBhbiBpbnZlbnRlZCBmaXJt' };
  return startApp({ port, dataDir: join(dir, 'data'), redisPort: redis ? redisPort : undefined, env });
}

async function keepTalking(world: World): Promise<readonly Talk[]> {
  const talks: Talk[] = [];
  const pause = (): number => world.random() * 10;
  const onAcknowledged = (): void => void (world.acknowledged += 1);
  while (!world.over) talks.push(await converse([world.port], { pause, onAcknowledged }));
  return talks;
}

async function killAtPoints(world: World): Promise<number> {
  let redisPoints = 0;
  try {
    for (let point = 0; point < world.spec.points; point += 1) {
      await someTurns(world);
      // In turn: the server, both, Redis under a server that lives on.
      const redisToo = world.redis !== null && point % 3 > 0;
      const serverToo = !(redisToo && point % 3 === 2);
      await Promise.all([serverToo ? world.app.kill() : undefined, redisToo ? world.redis?.kill() : undefined]);
      if (redisToo) {
        world.redis = await startRedis({ dir: join(world.dir, 'redis'), fsync: 'always', port: world.redisPort });
        redisPoints += 1;
      }
      if (serverToo) world.app = await app(world);
    }
  } finally {
    world.over = true;
  }
  return redisPoints;
}

/** Counted in messages, not in time, so that a slow machine is hit in the middle of as much work; the rest of the wait splits a turn. */
async function someTurns(world: World): Promise<void> {
  const until = world.acknowledged + 20 + Math.floor(world.random() * 120);
  const deadline = Date.now() + 20_000;
  while (world.acknowledged < until && Date.now() < deadline) await sleep(1);
  await sleep(world.random() * 20);
}

async function judge(
  world: World,
  { talks, redisPoints }: { talks: readonly Talk[]; redisPoints: number },
): Promise<CrashResult> {
  const faults: string[] = [];
  for (const talk of talks) faults.push(...faultsOf(talk, await transcriptOf(world.port, talk)));
  const { notifications } = world.receiver;
  const deadline = Date.now() + toldWithinMs;
  while (untold(talks, notifications).length > 0 && Date.now() < deadline) await sleep(100);
  faults.push(...untold(talks, notifications));
  const messages = talks.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  return {
    points: world.spec.points,
    redisPoints,
    conversations: talks.length,
    messages,
    handoffs: talks.length,
    notifications: notifications.length,
    faults,
  };
}
