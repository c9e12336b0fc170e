import { HttpConnection, postOf } from './http-connection.ts';

// The load generator, a process of its own: opens the conversations, says that it is ready, and on "go" drives them, so that
// only turns lie between the two readings of the clocks.

export interface LoadOrder {
  readonly port: number;
  readonly dialogues: number;
  /** Conversations at once, each on a connection of its own. */
  readonly atOnce: number;
  readonly texts: readonly string[];
  /** Turns a second in all; absent: as fast as they are answered. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly turns: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Turns that were answered with no word of the bot. */
  readonly silent: number;
}

interface Opened {
  readonly conversation: string;
  readonly token: string;
}

process.once('message', (order: LoadOrder) => {
  serve(order).catch((error: unknown) => {
    process.send?.({ failed: error instanceof Error ? error.stack : String(error) });
  });
});

async function serve(order: LoadOrder): Promise<void> {
  const connections = Array.from({ length: order.atOnce }, () => new HttpConnection(order.port));
  const opened: Opened[] = [];
  await Promise.all(connections.map((connection) => open(connection, order, opened)));
  process.once('message', () => {
    drive(connections, order, opened)
      .then((result) => process.send?.(result))
      .finally(() => connections.forEach((connection) => connection.close()))
      .catch((error: unknown) => process.send?.({ failed: String(error) }));
  });
  process.send?.('ready');
}

async function open(connection: HttpConnection, order: LoadOrder, opened: Opened[]): Promise<void> {
  const share = Math.ceil(order.dialogues / order.atOnce);
  for (let index = 0; index < share; index += 1) {
    const { status, body } = await connection.request(postOf('/api/conversations', { language: 'zh-Hans' }));
    if (status !== 201) throw new Error(`opening a conversation: ${status} ${body.toString()}`);
    opened.push(JSON.parse(body.toString()) as Opened);
  }
}

async function drive(connections: readonly HttpConnection[], order: LoadOrder, opened: Opened[]): Promise<LoadResult> {
  const latencies: number[] = [];
  let silent = 0;
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection, index) => {
      const pace = paceOf(order, start, index);
      for (let talk = opened.pop(); talk; talk = opened.pop()) {
        for (const [turn, text] of order.texts.entries()) {
          const path = `/api/conversations/${talk.conversation}/messages`;
          const bytes = postOf(path, { id: `m${turn}`, text }, talk.token);
          const due = await pace();
          const { status, body } = await connection.request(bytes);
          latencies.push(performance.now() - due);
          if (status !== 200) throw new Error(`turn ${turn}: ${status} ${body.toString()}`);
          if (!body.includes('"from":"bot"')) silent += 1;
        }
      }
    }),
  );
  const elapsedMs = performance.now() - start;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { turns: latencies.length, elapsedMs, p50Ms: at(0.5), p99Ms: at(0.99), silent };
}

// Resolves when the next message is due, with the time from which its latency counts: a message that had to wait for the
// reply before it is late through the server's fault, and that waiting counts; one that a timer woke late is not.
function paceOf({ rate, atOnce }: LoadOrder, start: number, index: number): () => Promise<number> {
  if (rate === undefined) return async () => performance.now();
  const gapMs = (1000 / rate) * atOnce;
  let due = start + (gapMs * index) / atOnce;
  return async () => {
    const scheduled = due;
    due += gapMs;
    const early = scheduled - performance.now();
    if (early <= 0) return scheduled;
    await new Promise((resolve) => setTimeout(resolve, early));
    return performance.now();
  };
}
