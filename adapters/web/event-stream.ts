import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** One client that listens for server-sent events. A client that does not keep up is closed; it comes back where it was. */
export interface EventStream {
  readonly closed: boolean;
  /** Resolves when the client is gone or the stream has ended. */
  readonly gone: Promise<void>;
  /** Resolves when the client can take more, or is closed because it takes too long. */
  send(event: StreamEvent): Promise<void>;
  /** Drops the event when the client lags: for what is only true at the moment. */
  sendNow(event: StreamEvent): void;
  /** Ends the stream and tells the client when to come back. */
  end(retryMs: number): void;
}

export interface StreamEvent {
  readonly id?: number;
  readonly event: string;
  readonly data: unknown;
}

export function eventStream(response: ServerResponse, { heartbeatMs, patienceMs }: Pace): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // nginx would hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${reconnectMs}\n\n`);
  const stop = new AbortController();
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(': \n\n');
  }, heartbeatMs);
  response.on('error', () => {});
  const gone = new Promise<void>((resolve) => {
    response.on('close', () => {
      clearInterval(heartbeat);
      stop.abort();
      resolve();
    });
  });
  return {
    gone,
    get closed() {
      return stop.signal.aborted || response.writableEnded;
    },
    async send(event) {
      if (this.closed || response.write(framed(event))) return;
      await once(response, 'drain', { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(patienceMs)]) }).catch(() =>
        response.destroy(),
      );
    },
    sendNow(event) {
      if (!this.closed && !response.writableNeedDrain) response.write(framed(event));
    },
    end(retryMs) {
      clearInterval(heartbeat);
      if (!this.closed) response.end(`retry: ${retryMs}\n\n`);
    },
  };
}

export interface Pace {
  /** A comment this often keeps proxies from closing a silent stream. */
  readonly heartbeatMs: number;
  /** How long a client may take to read what was sent. */
  readonly patienceMs: number;
}

function framed({ id, event, data }: StreamEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

const reconnectMs = 2000;
