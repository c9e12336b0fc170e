import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '../../../bot/ports.ts';
import type { Store } from '../../../bot/store/store.ts';
import { bubblesOf } from '../bubbles.ts';
import { officialReply } from '../capabilities.ts';
import type { OfficialAccountChannel } from './channel.ts';
import { amend } from './amend.ts';
import { type Attempt, claimAnswer, isLast, release } from './claims.ts';
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
  /** Sends what was counted as said and was not taken; resolves at once where only an answer can carry it. */
  readonly sendAgain: (conversation: string) => Promise<void>;
  readonly replyWithinMs?: number;
  /** How long after an answer WeChat would have pushed again, had it not taken it. */
  readonly retriedWithinMs?: number;
  readonly log: { warn(details: object, message: string): void };
}

/** WeChat waits five seconds; what is late has to be kept first, and the answer has to travel, too. */
const defaultReplyWithinMs = 4000;
const typingAfterMs = 1500;

/** One push that waits for its answer. */
export interface Pushed {
  readonly id: string;
  readonly conversation: string;
  readonly arrivedMs: number;
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

async function answer(deps: AnswerDeps, { id, arrivedMs, conversation, response, seal }: Pushed): Promise<void> {
  const { store, now, publicUrl } = deps;
  const attempt = { by: id, attempt: randomBytes(6).toString('base64url') };
  // WeChat has hung up: its next try may be under way already, and whoever claims first says it.
  if (response.destroyed) return sendInstead(deps, conversation, { ...attempt, arrivedMs });
  const claimed = await claimAnswer(store, conversation, { ...attempt, now: now() });
  if (!claimed) {
    response.end('success');
    return;
  }
  const { messages, session, upTo } = claimed;
  const more = deps.moreOf(conversation, session, { from: messages[0]?.seq ?? upTo, upTo });
  const [bubble] = bubblesOf(messages, { capabilities: officialReply(deps.hasService), publicUrl, max: 1, more });
  const broken = brokenLines(response);
  if (await isWritten(response, seal(bubble?.text ?? ''))) {
    if (upTo > 0) await store.delivered(conversation, upTo);
    // Nor does a line tell that WeChat stopped waiting as the answer left.
    const isLate = now() - arrivedMs > patientMs;
    doubtLater(deps, conversation, { attempt, broken: () => isLate || broken() });
    return;
  }
  await sendInstead(deps, conversation, { ...attempt, arrivedMs });
}

/** Nobody listens on this line any more; perhaps WeChat pushes again, perhaps not. */
async function sendInstead(
  { store, redeliver, sendAgain, log }: AnswerDeps,
  conversation: string,
  attempt: Attempt & { readonly arrivedMs: number },
): Promise<void> {
  await release(store, conversation, attempt);
  // Not waited for: while this push counts as open, the service keeps silent.
  void sendAgain(conversation)
    .then(() => redeliver(conversation))
    .catch((error: unknown) => log.warn({ error, conversation }, 'a reply is kept and sent later'));
}

interface Doubt {
  readonly attempt: Attempt;
  readonly broken: () => boolean;
}

const defaultRetriedWithinMs = 8000;
/** Less than WeChat's five seconds: the answer is on its way for a while. */
const patientMs = 4500;

/**
 * An answer that left as the line broke may have been read or not. When it was not, WeChat pushes again and gets the same answer; after
 * its last try nobody can know, and then it is noted and not said a second time.
 */
function doubtLater(deps: AnswerDeps, conversation: string, { attempt, broken }: Doubt): void {
  const { store, now, log, retriedWithinMs = defaultRetriedWithinMs } = deps;
  const noted = async (): Promise<void> => {
    if (!broken()) return;
    const event = { at: new Date(now()).toISOString(), event: 'undelivered:uncertain' };
    await amend(store, conversation, (standing) =>
      isLast(standing, attempt) ? { result: null, standing, event } : { result: null },
    );
  };
  const look = (): void => {
    noted().catch((error: unknown) => log.warn({ error, conversation }, 'that a reply may be lost could not be noted'));
  };
  setTimeout(look, retriedWithinMs).unref();
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

/** Whether the whole answer was handed to the line before WeChat hung up; if not, WeChat certainly did not take it. */
function isWritten(response: ServerResponse, body: string): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return Promise.resolve(false);
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished));
    response.once('finish', () => resolve(true));
    response.end(body);
  });
}

/** Whether the line is reset from now on: the other side closed it without having read all. */
function brokenLines({ socket }: ServerResponse): () => boolean {
  let isBroken = false;
  socket?.once('close', (hadError) => (isBroken = hadError));
  return () => isBroken;
}
