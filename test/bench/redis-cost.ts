import { createClient } from 'redis';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Daemon } from './daemon.ts';
import { drive, type Drive } from './drive.ts';

interface Servers {
  readonly server: Daemon;
  readonly redis: Daemon;
}

export interface Commands {
  readonly total: number;
  readonly byName: Readonly<Record<string, number>>;
}

/**
 * What the server sends to Redis for one turn, as Redis's MONITOR shows it: only what came over the wire, not what a
 * server-side function does inside. Opening the conversations and the looking-for-jobs that goes on anyway are measured apart and
 * taken off; the last message is left out, because its handoff starts a job of its own.
 */
export async function commandsATurn({ server, redis }: Servers, texts: readonly string[]): Promise<Commands> {
  // The looking comes in bursts four times a second: over less than a second or two one burst more would look like a command of each turn.
  const order = { dialogues: 96, atOnce: 1 };
  const opening = (): Promise<Drive> => drive({ server }, { ...order, texts: [] });
  await opening();
  const idle = await heard(redis, () => sleep(2000));
  const opened = await heard(redis, opening);
  const driven = await heard(redis, () => drive({ server }, { ...order, texts: texts.slice(0, -1) }));
  const byName: Record<string, number> = {};
  for (const [name, count] of Object.entries(driven.counts)) {
    const background = ((idle.counts[name] ?? 0) / idle.elapsedMs) * (driven.elapsedMs - opened.elapsedMs);
    const more = count - (opened.counts[name] ?? 0) - background;
    // A small rest of much that goes on anyway is that thing's unevenness.
    if (more > 0.01 * driven.result.turns && more > background / 4) byName[name] = more / driven.result.turns;
  }
  return { total: Object.values(byName).reduce((sum, count) => sum + count, 0), byName };
}

/** Memory that Redis uses for all keys that the dialogues left, indexes included, for each. */
export async function bytesADialogue({ server, redis }: Servers, texts: readonly string[]): Promise<number> {
  const dialogues = 256;
  const before = await bytesOfAllKeys(redis);
  await drive({ server }, { dialogues, atOnce: 32, texts });
  return ((await bytesOfAllKeys(redis)) - before) / dialogues;
}

async function bytesOfAllKeys(redis: Daemon): Promise<number> {
  const client = createClient({ url: `redis://127.0.0.1:${redis.port}` });
  await client.connect();
  let bytes = 0;
  for await (const keys of client.scanIterator({ COUNT: 1000 })) {
    const sizes = await Promise.all(keys.map((key) => client.memoryUsage(key, { SAMPLES: 0 })));
    for (const size of sizes) bytes += size ?? 0;
  }
  client.destroy();
  return bytes;
}

async function heard<T>(
  redis: Daemon,
  work: () => Promise<T>,
): Promise<{ counts: Record<string, number>; elapsedMs: number; result: T }> {
  const socket = connect(redis.port, '127.0.0.1').setEncoding('latin1');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  socket.write('MONITOR\r\n');
  while (!text.startsWith('+OK')) await sleep(5);
  const start = performance.now();
  const result = await work();
  const elapsedMs = performance.now() - start;
  await sleep(50);
  socket.destroy();
  const counts: Record<string, number> = {};
  // `[0 lua]` marks what a script does inside Redis.
  for (const [, name = ''] of text.matchAll(/^\+[\d.]+ \[\d+ (?!lua)[^\]]+\] "(\w+)"/gm)) {
    counts[name.toUpperCase()] = (counts[name.toUpperCase()] ?? 0) + 1;
  }
  return { counts, elapsedMs, result };
}
