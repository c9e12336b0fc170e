import { type Access, type Api, type Batch, isGone, RefusedError } from './api.ts';
import type { Keeper, Pending } from './kept.ts';
import { backoffMs, pause } from './pause.ts';

export interface OutboxParts {
  readonly api: Api;
  readonly keeper: Keeper;
  /** Several tabs share one queue: only one of them sends at a time. */
  readonly exclusively: <T>(act: () => Promise<T>) => Promise<T>;
  /** Opens a conversation when there is none. */
  readonly access: () => Promise<Access>;
  readonly onReplied: (message: Pending, batch: Batch) => Promise<void>;
  /** The server does not know the conversation (any more). */
  readonly onGone: (access: Access) => void;
  readonly onConnection: (connected: boolean) => void;
}

/** After this long without the promised reply a message is sent again; its id makes that harmless. */
const lostAfterMs = 60_000;

/** Sends what is queued, in order, one at a time, until everything is sent or refused for good. */
export function outbox(parts: OutboxParts): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    let failures = 0;
    while (nextOf(parts.keeper)) {
      const waitMs = await sendNext(parts, failures);
      failures = waitMs === 0 ? 0 : failures + 1;
      if (waitMs > 0) await pause(waitMs);
    }
    running = false;
  };
}

function nextOf(keeper: Keeper): Pending | undefined {
  return keeper.refresh().queue.find(({ state }) => state !== 'accepted' && !isFinal(state));
}

/** Returns how long to wait before the next try; 0 when there is nothing to wait for. */
async function sendNext(parts: OutboxParts, failures: number): Promise<number> {
  const { keeper } = parts;
  let access: Access | undefined;
  let message: Pending | undefined;
  try {
    const known = (access = await parts.access());
    await parts.exclusively(async () => {
      message = nextOf(keeper); // another tab may have sent it meanwhile
      if (message && keeper.now.conversation === known.conversation) await deliver(parts, known, message);
    });
    parts.onConnection(true);
    return 0;
  } catch (error) {
    return failed(parts, { error, message, access, failures });
  }
}

async function deliver({ api, keeper, onReplied }: OutboxParts, access: Access, message: Pending): Promise<void> {
  const { id, text, choice } = message;
  mark(keeper, id, 'sending');
  const { replied, ...batch } = await api.send(access, choice === undefined ? { id, text } : { id, choice });
  if (replied) {
    await onReplied(message, batch).catch(() => {}); // what could not be fetched now comes with the events
    return drop(keeper, id);
  }
  mark(keeper, id, 'accepted');
  setTimeout(() => mark(keeper, id, 'waiting'), lostAfterMs);
}

interface Failure {
  readonly error: unknown;
  readonly message: Pending | undefined;
  readonly access: Access | undefined;
  readonly failures: number;
}

const unreached = { status: 0, waitMs: undefined };

function failed({ keeper, onGone, onConnection }: OutboxParts, { error, message, access, failures }: Failure): number {
  const { status, waitMs } = error instanceof RefusedError ? error : unreached;
  if (access && isGone(status)) {
    onGone(access);
    return failures * 1000 || 1; // a server that refuses every new conversation is not hammered
  }
  const state = stateAfter(status);
  if (message) mark(keeper, message.id, state);
  if (message && isFinal(state)) return 0;
  onConnection(state === 'slow'); // "too fast" is no trouble of the connection's: the message just waits its turn
  return waitMs ?? backoffMs(failures);
}

function stateAfter(status: number): Pending['state'] {
  if (status === 413) return 'too-long';
  if (status === 429) return 'slow';
  return status < 400 || status === 408 || status >= 500 ? 'waiting' : 'refused';
}

/** The message itself is at fault: sending it again would not help. */
function isFinal(state: Pending['state']): boolean {
  return state === 'too-long' || state === 'refused';
}

/** Notes how far a message has come. */
export function mark(keeper: Keeper, id: string, state: Pending['state']): void {
  keeper.change(({ queue }) => ({ queue: queue.map((entry) => (entry.id === id ? { ...entry, state } : entry)) }));
}

/** Takes a message out of the queue. */
export function drop(keeper: Keeper, id: string): void {
  keeper.change(({ queue }) => ({ queue: queue.filter((entry) => entry.id !== id) }));
}
