import { isGone, RefusedError } from './api.ts';
import { backoffMs, pause } from './pause.ts';

export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

export interface Listener {
  connect(signal: AbortSignal): Promise<Response>;
  onEvent(event: ServerEvent): void;
  onConnection(connected: boolean): void;
  /** The conversation is not ours (any more); listening has ended. */
  onGone(): void;
}

/** A stream this silent is taken for dead: a phone that changed networks is not told. */
const silenceMs = 70_000;
const reconnectMs = 250;

/** Listens until `signal` aborts, connecting again as often as needed. EventSource cannot send the authorization header. */
export async function listen(listener: Listener, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const attempt = new AbortController();
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- only the latest attempt has to hear it
    signal.onabort = () => attempt.abort();
    try {
      const response = await listener.connect(attempt.signal);
      failures = -1;
      listener.onConnection(true);
      await read(response, listener, () => attempt.abort());
    } catch (error) {
      if (error instanceof RefusedError && isGone(error.status)) return listener.onGone();
    }
    if (signal.aborted) return;
    // A stream that ends is usual (proxies cut them); only when it cannot be had again is there no connection.
    if (failures > 0) listener.onConnection(false);
    await pause(failures < 0 ? reconnectMs : backoffMs(failures));
  }
}

async function read(response: Response, listener: Listener, stop: () => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const parse = eventParser((event) => listener.onEvent(event));
  for (;;) {
    const silence = setTimeout(stop, silenceMs);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) return;
    parse(value);
  }
}

/** Takes a `text/event-stream` in pieces cut anywhere. */
export function eventParser(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  let event = '';
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const raw of lines) {
      const line = raw.replace(/\r$/, '');
      if (line.startsWith('event:')) event = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
      else if (line === '') {
        if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n') });
        [event, data] = ['', []];
      }
    }
  };
}
