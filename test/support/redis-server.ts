import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { freePort } from './free-port.ts';
import { programPath } from './program.ts';

/** A real server of the test's own, in a directory of its own, on a free port. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had kept. */
  restart(): Promise<void>;
  /** Ends it and removes what it had kept. */
  stop(): Promise<void>;
}

export interface RedisCluster {
  /** Names all nodes. */
  readonly url: string;
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts one server. With `durable` it acknowledges a write only when that is on the disk. */
export async function startRedis({ durable = false }: { durable?: boolean } = {}): Promise<RedisServer> {
  return startServer(await freePort(), durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : []);
}

/** Starts three nodes and makes them one cluster. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const ports = await Promise.all(Array.from({ length: 6 }, freePort));
  const nodes = await Promise.all(
    ports.slice(0, 3).map(async (port, index) => {
      const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(ports[index + 3]), '--cluster-node-timeout', '2000'];
      return startServer(port, [...cluster, '--appendonly', 'yes', '--appendfsync', 'always']);
    }),
  );
  const urls = nodes.map(({ url }) => url);
  const meet = urls
    .slice(0, 3)
    .map((_, index) => ['CLUSTER', 'MEET', '127.0.0.1', String(ports[index]), String(ports[index + 3])]);
  const slots = ['0 5460', '5461 10922', '10923 16383'].map((range) => ['CLUSTER', 'ADDSLOTSRANGE', ...range.split(' ')]);
  await Promise.all(urls.map((url, index) => command(url, slots[index] ?? [])));
  for (const each of meet.slice(1)) await command(urls[0] ?? '', each);
  await Promise.all(
    urls.map((url) => until(async () => /cluster_state:ok[^]*known_nodes:3/.test(await command(url, ['CLUSTER', 'INFO'])))),
  );
  return { url: urls.join(','), nodes, stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))) };
}

/** Sends one command on a connection of its own and gives the reply as JSON. */
export async function command(url: string, words: readonly string[]): Promise<string> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return JSON.stringify(await client.sendCommand(words));
  } finally {
    client.destroy();
  }
}

/** Where the redis-server program is; installs it when it must and can. */
export function redisServerPath(): string {
  return programPath({
    names: ['redis-server', 'valkey-server'],
    debian: ['redis-server'],
    advice: 'run "sudo apt-get install -y redis-server" or "brew install redis"',
  });
}

async function startServer(port: number, options: readonly string[]): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'yinlu-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let server = await run();

  async function run(): Promise<ChildProcess> {
    const common = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const started = spawn(redisServerPath(), [...common, ...options], { stdio: 'ignore' });
    // A test run that is broken off takes its servers along.
    const end = (): void => void started.kill('SIGKILL');
    process.once('exit', end);
    started.once('exit', () => process.off('exit', end));
    await until(async () => (await command(url, ['PING'])) === '"PONG"');
    return started;
  }
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }
  return {
    url,
    kill,
    restart: async () => {
      server = await run();
    },
    stop: async () => {
      await kill();
      rmSync(dir, { recursive: true });
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds().catch(() => false)); tries++) {
    if (tries > 3000) throw new Error('a Redis server that was started did not become ready within a minute');
    await wait(20);
  }
}
