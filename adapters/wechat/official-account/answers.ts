import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '../../../bot/ports.ts';
import type { Store } from '../../../bot/store/store.ts';
import { bubblesOf } from '../bubbles.ts';
import { officialReply } from '../capabilities.ts';
import type { OfficialAccountChannel } from './channel.ts';
import { claimAnswer, release } from './claims.ts';
import type { ServiceDeps } from './service.ts';

export interface AnswerDeps {
  readonly store: Store;
  readonly channel: OfficialAccountChannel;
  readonly now: () => number;
  readonly publicUrl: string;
  readonly moreOf: ServiceDeps['moreOf'];
  /** Whether what comes too late for an answer can be sent by the service. */
  readonly hasService: boolean;
  /** Shows the prospect that something is being written. */
  readonly typing: (conversation: string) => Promise<void>;
  /** Sends what is left, in the conversation's line. */
  readonly redeliver: (conversation: string) => Promise<void>;
  readonly replyWithinMs?: number;
  readonly log: { warn(details: object, message: string): void };
}

/** WeChat waits five seconds; the answer has to travel, too. */
const defaultReplyWithinMs = 4300;
const typingAfterMs = 1500;

/** One push that waits for its answer. */
export interface Pushed {
  readonly id: string;
  readonly conversation: string;
  readonly response: ServerResponse;
  /** The answer as it goes over the wire. */
  readonly seal: (text: string) => string;
  /** Keeps the message, when it is to be acknowledged before its turn has. */
  readonly keep: () => Promise<void>;
}

/**
 * Answers a push with what its turn said. A turn that takes longer: `success`, and the service sends it; an account without service
 * lets WeChat push again, which joins the same turn. Resolves when the push is done with.
 */
export async function answerPush(deps: AnswerDeps, pushed: Pushed, turn: Promise<Batch>): Promise<void> {
  const { channel, replyWithinMs = defaultReplyWithinMs } = deps;
  const close = channel.answering(pushed.conversation);
  const over = new AbortController();
  const late = pause(replyWithinMs, 'late' as const, { signal: over.signal }).catch(() => 'over' as const);
  if (deps.hasService) void typeAfter(deps, pushed.conversation, over.signal);
  try {
    const first = await Promise.race([turn.then(() => 'said' as const), late]);
    if (first === 'said') await answer(deps, pushed);
    else await tooLate(deps, pushed);
  } catch (error) {
    deps.log.warn({ error, conversation: pushed.conversation }, 'a push could not be answered; WeChat pushes it again');
    // A reply that is not as WeChat expects it would be shown as a fault of the account.
    pushed.response.destroy();
  } finally {
    over.abort();
    close();
  }
}

async function answer(deps: AnswerDeps, { id, conversation, response, seal }: Pushed): Promise<void> {
  const { store, now, publicUrl } = deps;
  const claimed = await claimAnswer(store, conversation, { by: id, now: now() });
  if (!claimed) {
    response.end('success');
    return;
  }
  const { messages, session, upTo } = claimed;
  const more = deps.moreOf(conversation, session, { from: messages[0]?.seq ?? upTo, upTo });
  const [bubble] = bubblesOf(messages, { capabilities: officialReply(deps.hasService), publicUrl, max: 1, more });
  if (await isTaken(response, seal(bubble?.text ?? ''))) {
    await store.delivered(conversation, upTo);
    return;
  }
  await release(store, conversation, id);
  // Nobody listens on this line any more; perhaps WeChat pushes again, perhaps not.
  void deps
    .redeliver(conversation)
    .catch((error: unknown) => deps.log.warn({ error, conversation }, 'a reply is kept and sent later'));
}

/** What is acknowledged is kept. Without a service only the next push can carry the reply: this one is left to WeChat's own patience. */
async function tooLate({ hasService }: AnswerDeps, { response, keep }: Pushed): Promise<void> {
  if (!hasService) {
    setTimeout(() => response.destroy(), patienceMs).unref();
    return;
  }
  await keep();
  response.end('success');
}

const patienceMs = 2000;

async function typeAfter({ typing }: AnswerDeps, conversation: string, signal: AbortSignal): Promise<void> {
  const isWaiting = await pause(typingAfterMs, true, { signal }).catch(() => false);
  // A courtesy: that it could not be shown is nobody's trouble.
  if (isWaiting) await typing(conversation).catch(() => undefined);
}

/** Whether the whole answer left before WeChat hung up. */
function isTaken(response: ServerResponse, body: string): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished));
    response.once('finish', () => resolve(true));
    response.end(body);
  });
}
