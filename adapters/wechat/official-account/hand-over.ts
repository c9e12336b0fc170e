import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as newsRead } from 'node:timers/promises';

interface Watching {
  /** How long a reset of the line still says something of the answer. */
  readonly withinMs: number;
  /** Told when the other side closes the line without having read all. */
  readonly onReset: () => void;
  /** Whether WeChat still waits, as far as the clock can tell. */
  readonly isInTime: () => boolean;
}

/** Whether the whole answer was handed to the line before WeChat hung up; if not, WeChat certainly did not take it. */
export async function handOver(response: ServerResponse, body: string, watching: Watching): Promise<boolean> {
  // In a process with much to do the news that WeChat has hung up may wait to be read: what is written then goes nowhere, and looks sent.
  await newsRead();
  if (response.writableEnded || !response.socket?.writable || !watching.isInTime()) return false;
  watch(response.socket, watching);
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished));
    response.once('finish', () => resolve(true));
    response.end(body);
  });
}

const watched = new WeakMap<Socket, () => void>();

/** A line is used for one push after another: once more came by it, the answer before was read. */
function watch(socket: Socket, { withinMs, onReset }: Watching): void {
  const { bytesRead } = socket;
  const until = performance.now() + withinMs;
  if (!watched.has(socket)) socket.once('close', (hadError) => hadError && watched.get(socket)?.());
  watched.set(socket, () => {
    if (socket.bytesRead === bytesRead && performance.now() <= until) onReset();
  });
}
