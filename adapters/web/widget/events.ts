import { isGone, RefusedError } from './api.ts';
import { eventParser, type ServerEvent } from './event-parser.ts';
import { backoffMs, pause } from './pause.ts';

export interface Listener {
  connect(signal: AbortSignal): Promise<Response>;
  onEvent(event: ServerEvent): void;
  onConnection(connected: boolean): void;
  /** The conversation is not ours (any more); listening has ended. */
  onGone(): void;
}

/** A stream this silent is taken for dead: a phone that changed networks is not told. */
const silenceMs = 70_000;

/** Listens until `signal` aborts, connecting again as often as needed. EventSource cannot send the authorization header. */
export async function listen(listener: Listener, signal: AbortSignal): Promise<void> {
  let reconnectMs = 250;
  const onEvent = (event: ServerEvent): void => {
    // The server knows best when to come back: it may be stopping, or have too many of our tabs.
    if (event.event === 'retry') reconnectMs = Number(event.data);
    else listener.onEvent(event);
  };
  for (let failures = 0; !signal.aborted; failures++) {
    const attempt = new AbortController();
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- only the latest attempt has to hear it
    signal.onabort = () => attempt.abort();
    try {
      const response = await listener.connect(attempt.signal);
      failures = -1;
      listener.onConnection(true);
      await read(response, onEvent, () => attempt.abort());
    } catch (error) {
      if (error instanceof RefusedError && isGone(error.status)) return listener.onGone();
    }
    if (signal.aborted) return;
    // A stream that ends is usual (proxies cut them); only when it cannot be had again is there no connection.
    if (failures > 0) listener.onConnection(false);
    await pause(failures < 0 ? reconnectMs : backoffMs(failures));
  }
}

async function read(response: Response, onEvent: (event: ServerEvent) => void, stop: () => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const parse = eventParser(onEvent);
  for (;;) {
    const silence = setTimeout(stop, silenceMs);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) return;
    parse(value);
  }
}
