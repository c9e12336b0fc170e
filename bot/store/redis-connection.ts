import { setTimeout as wait } from 'node:timers/promises';
import type { RedisClientOptions, RedisClientType } from 'redis';
import { createClient, createCluster, ErrorReply } from './redis-client.ts';
import { StoreUnavailableError } from './store.ts';
import type { Script } from './redis-scripts.ts';

/** The way to a Redis server or cluster. Commands fail at once, with StoreUnavailableError, while it is away; none is kept back. */
export interface RedisConnection {
  /** Sends a command to the node that has the key. */
  send(key: string, command: readonly string[]): Promise<unknown>;
  run(script: Script, keys: readonly string[], parameters: readonly string[]): Promise<unknown>;
  /** The node that has the key now, to open a connection of one's own to it. */
  nodeOf(key: string): Promise<RedisNode>;
  close(): Promise<void>;
}

export type RedisNode = RedisClientType;

// Also of the connections for events, which are made after these.
const connectionOptions = {
  // Off, because it costs a third of the speed: a timer and a signal for each command. A server that hangs is found by the
  // socket's own timeout instead, which the pings keep from running out on a quiet connection.
  commandOptions: { timeout: 0 },
  disableOfflineQueue: true,
  pingInterval: 2000,
  maintNotifications: 'disabled',
} satisfies RedisClientOptions;

const socketTimeoutMs = 6000;

/** One URL means a server, several (comma-separated) a cluster. */
export async function connectRedis(url: string, withinMs: number): Promise<RedisConnection> {
  const urls = url.split(',').map((each) => each.trim());
  const open = urls.length === 1 ? () => openServer(url) : () => openCluster(urls);
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return connectionOver(await open());
    } catch (cause) {
      // Without what may stand before the host: a password.
      const hosts = urls.map((each) => URL.parse(each)?.host ?? 'an address that is no URL').join(', ');
      if (performance.now() > end) throw new StoreUnavailableError(`cannot reach Redis at ${hosts}`, cause);
      await wait(200);
    }
  }
}

interface Transport {
  send(key: string, command: readonly string[]): Promise<unknown>;
  nodeOf(key: string): Promise<RedisNode>;
  close(): Promise<unknown>;
}

async function openServer(url: string): Promise<Transport> {
  const reconnect = reconnecting();
  const socket = { socketTimeout: socketTimeoutMs, reconnectStrategy: reconnect.strategy };
  const client = createClient({ ...connectionOptions, url, socket });
  // Without a listener an error would end the process; who sends a command hears of it.
  client.on('error', () => undefined);
  await client.connect();
  reconnect.opened();
  return {
    send: (_, command) => client.sendCommand(command),
    nodeOf: async () => client,
    close: async () => (client.isReady ? client.close() : client.destroy()),
  };
}

async function openCluster(urls: readonly string[]): Promise<Transport> {
  const reconnect = reconnecting();
  const first = new URL(urls[0] ?? '');
  const cluster = createCluster({
    rootNodes: urls.map((url) => ({ url })),
    commandOptions: connectionOptions.commandOptions,
    // Nodes that were not named in a URL are reached with the credentials of the first.
    defaults: {
      ...connectionOptions,
      ...(first.username && { username: decodeURIComponent(first.username) }),
      ...(first.password && { password: decodeURIComponent(first.password) }),
      socket: {
        socketTimeout: socketTimeoutMs,
        reconnectStrategy: reconnect.strategy,
        ...(first.protocol === 'rediss:' && { tls: true }),
      },
    },
    // After a failover the place of a lost node is asked for anew, soon.
    topologyRefreshOnReconnectionAttemptStrategy: 500,
  });
  let reason: unknown;
  cluster.on('error', (error) => {
    reason = error;
  });
  await cluster.connect().catch((error: unknown) => {
    cluster.destroy(); // some of its nodes may be connected
    // This error says only that no node would do; why is in the event before.
    throw reason ?? error;
  });
  reconnect.opened();
  return {
    send: (key, command) => cluster.sendCommand(key, false, [...command]),
    nodeOf: (key) => cluster.getNodeClientForKey(key),
    close: async () => (cluster.isReady ? cluster.close() : cluster.destroy()),
  };
}

/** At first a failure is told at once; once open, the connection is tried again for ever. */
function reconnecting(): { strategy: (retries: number) => number | false; opened: () => void } {
  let opened = false;
  return {
    strategy: (retries) => opened && Math.min(2 ** retries * 20, 1000) + Math.floor(Math.random() * 50),
    opened: () => {
      opened = true;
    },
  };
}

function connectionOver(transport: Transport): RedisConnection {
  const send = async (key: string, command: readonly string[]): Promise<unknown> => {
    try {
      return await transport.send(key, command);
    } catch (error) {
      return again(error, () => transport.send(key, command));
    }
  };
  return {
    send,
    run: async (script, keys, parameters) => {
      const rest = [String(keys.length), ...keys, ...parameters];
      try {
        return await send(keys[0] ?? '', ['EVALSHA', script.sha, ...rest]);
      } catch (error) {
        if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
        return send(keys[0] ?? '', ['EVAL', script.text, ...rest]);
      }
    },
    nodeOf: (key) => transport.nodeOf(key),
    close: async () => void (await transport.close()),
  };
}

// With these the server refuses a command before it does any of it, and mostly not for long: to send it again is safe.
// (MOVED and ASK are followed by the client.)
const passing = /^(TRYAGAIN|LOADING|BUSY|CLUSTERDOWN|MASTERDOWN)\b/;
const refused = /^(READONLY|MISCONF|OOM|NOREPLICAS)\b/;

async function again(failure: unknown, send: () => Promise<unknown>): Promise<unknown> {
  let error = failure;
  for (let waitMs = 20; waitMs <= patienceMs(error); waitMs *= 2) {
    await wait(waitMs);
    try {
      return await send();
    } catch (next) {
      error = next;
    }
  }
  throw explained(error);
}

/** How long a single wait may become. A slot that is moving needs its time; everything else should fail soon. */
function patienceMs(error: unknown): number {
  if (!(error instanceof ErrorReply && passing.test(error.message))) return 0;
  return error.message.startsWith('TRYAGAIN') ? 1280 : 320;
}

/** Errors of the connection become StoreUnavailableError; what the server says of a command stays what it is. */
function explained(error: unknown): unknown {
  if (error instanceof ErrorReply && !passing.test(error.message) && !refused.test(error.message)) return error;
  return new StoreUnavailableError('Redis does not take commands now', error);
}
