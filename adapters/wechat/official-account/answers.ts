import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '../../../bot/ports.ts';
import type { Store } from '../../../bot/store/store.ts';
import { bubblesOf } from '../bubbles.ts';
import { officialReply } from '../capabilities.ts';
import type { OfficialAccountChannel } from './channel.ts';
import { answered, type Claimed, claimAnswer, learnOf, noteDoubt } from './answer-claims.ts';
import { type Attempt, brokenFor, lateFor, missedBy, retriedWithinMs } from './claims.ts';
import { handOver } from './hand-over.ts';
import type { Standing } from './standing.ts';
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
  /** By how much timers come late just now. */
  readonly lagMs: () => number;
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
  /** When WeChat began to wait, and when it was taken up here: a process with much to do leaves it lying for a while. */
  readonly pushedMs: number;
  readonly arrivedMs: number;
  readonly response: ServerResponse;
  /** The answer as it goes over the wire. */
  readonly seal: (text: string) => string;
  /** Keeps the message, when it is to be acknowledged without an answer: should this process die, another one sees to it. */
  readonly keep: () => Promise<void>;
  /** It was seen to. */
  readonly done: () => Promise<void>;
}

/**
 * Answers a push with what its turn said. A turn that takes longer: `success`, and the service sends it; an account without service
 * lets WeChat push again, which joins the same turn. Resolves when the push is done with.
 */
export async function answerPush(deps: AnswerDeps, pushed: Pushed, turn: Promise<Batch>): Promise<void> {
  const { channel, hasService } = deps;
  const { conversation, response } = pushed;
  const close = channel.answering(conversation);
  const [writing, over] = [new AbortController(), new AbortController()];
  const late = pause(lateInMs(deps, pushed), 'late' as const, { signal: over.signal }).catch(() => 'over' as const);
  if (hasService) void typeAfter(deps, conversation, writing.signal);
  try {
    const first = await Promise.race([turn.then(() => 'said' as const), late]);
    writing.abort();
    if (first !== 'said') return await tooLate(deps, pushed, turn);
    const acknowledging = late.then((how) => how === 'late' && hasService && acknowledgeKept(pushed));
    // Should it take too long to find out who says it. That it could not be kept is WeChat's to hear: it pushes again.
    const isKept = acknowledging.catch(() => false);
    await answer(deps, pushed);
    // From now on the service may.
    close();
    over.abort();
    if (await isKept) await pushed.done().catch(unnoted(deps, conversation));
  } catch (error) {
    deps.log.warn({ error, conversation: pushed.conversation }, 'a push could not be answered; WeChat pushes it again');
    // A reply that is not as WeChat expects it would be shown as a fault of the account.
    response.destroy();
  } finally {
    writing.abort();
    over.abort();
    close();
  }
}

/** Counted from when WeChat began to wait, however long the push lay before it was taken up. */
function lateInMs(
  { now, hasService, lagMs, replyWithinMs = defaultReplyWithinMs }: AnswerDeps,
  { arrivedMs, pushedMs }: Pushed,
): number {
  // Where there is nothing but answers, the chance is taken.
  const due = hasService ? pushedMs + replyWithinMs - Math.min(mostAllowedMs, stepsLate * lagMs()) : arrivedMs + replyWithinMs;
  return Math.max(0, due - now());
}

/** In a process with much to do each step from the timer to the acknowledgement comes late: the timer, what is kept, and its answer. */
const stepsLate = 3;
const mostAllowedMs = 2000;

function newAttempt(): string {
  return randomBytes(6).toString('base64url');
}

/** Whether it was kept. */
async function acknowledgeKept({ response, keep }: Pushed): Promise<boolean> {
  if (response.writableEnded) return false;
  await keep();
  acknowledge(response);
  return true;
}

function acknowledge(response: ServerResponse): void {
  if (!response.writableEnded) response.end('success');
}

async function answer(deps: AnswerDeps, { id, pushedMs, arrivedMs, conversation, response, seal }: Pushed): Promise<void> {
  const { store, now } = deps;
  const attempt = { by: id, attempt: newAttempt() };
  // WeChat has hung up: its next try may be under way already, and whoever claims first says it.
  if (response.destroyed || response.writableEnded) return sayElsewhere(deps, conversation, { ...attempt, arrivedMs });
  const isLate = (): boolean => now() - pushedMs > patientMs;
  const claimed = await claimAnswer(store, conversation, { ...attempt, now: now() });
  if (!claimed) return acknowledge(response);
  const isDone = await handOver(response, seal(wordsOf(deps, conversation, claimed)), {
    withinMs: deps.retriedWithinMs ?? retriedWithinMs,
    // Where there is nothing but answers, the chance is taken.
    isInTime: () => !deps.hasService || !isLate(),
    onReset: () => void brokeOff(deps, conversation, attempt).catch(unnoted(deps, conversation)),
  });
  if (!isDone) {
    // Should WeChat still listen, it is not to push again.
    acknowledge(response);
    return sayElsewhere(deps, conversation, { ...attempt, arrivedMs });
  }
  // Nor does a line tell that WeChat stopped waiting as the answer left.
  if (isLate()) await learnt(deps, conversation, { by: id, how: (standing, at) => lateFor(standing, { ...attempt, now: at }) });
  else await answered(store, conversation, { ...attempt, upTo: claimed.upTo });
}

/** All of it in one text. */
function wordsOf({ moreOf, hasService, publicUrl }: AnswerDeps, conversation: string, claimed: Claimed): string {
  const { messages, session, upTo } = claimed;
  const more = moreOf(conversation, session, { from: messages[0]?.seq ?? upTo, upTo });
  const [bubble] = bubblesOf(messages, { capabilities: officialReply(hasService), publicUrl, max: 1, more });
  return bubble?.text ?? '';
}

/** Nobody listens on this line any more; perhaps WeChat pushes again, perhaps not. */
async function sayElsewhere(
  deps: AnswerDeps,
  conversation: string,
  attempt: Attempt & { readonly arrivedMs: number },
): Promise<void> {
  await learnt(deps, conversation, { by: attempt.by, how: (standing, now) => missedBy(standing, { ...attempt, now }) });
  sendFree(deps, conversation);
}

/**
 * An answer that left as the line broke may have been read or not. When it was not, WeChat pushes again and gets the same answer; after
 * its last try nobody can know, and then it is noted and not said a second time.
 */
async function brokeOff(deps: AnswerDeps, conversation: string, attempt: Attempt): Promise<void> {
  await learnt(deps, conversation, { by: attempt.by, how: (standing, now) => brokenFor(standing, { ...attempt, now }) });
  sendFree(deps, conversation);
}

/** What nobody holds any more, and what nobody has claimed. Not waited for: while a push counts as open, the service keeps silent. */
function sendFree({ channel, redeliver, log }: AnswerDeps, conversation: string): void {
  void channel
    .sendAgain(conversation)
    .then(() => redeliver(conversation))
    .catch((error: unknown) => log.warn({ error, conversation }, 'a reply is kept and sent later'));
}

/** Less than WeChat's five seconds: the answer is on its way for a while. */
const patientMs = 4500;

interface Learnt {
  readonly by: string;
  readonly how: (standing: Standing, now: number) => Standing;
}

/** What became of a try. When that leaves in doubt whether the answer was taken, it is noted, unless WeChat pushes again until then. */
async function learnt(deps: AnswerDeps, conversation: string, { by, how }: Learnt): Promise<void> {
  const { store, now } = deps;
  const before = now();
  await learnOf(store, conversation, { learn: how, now: before });
  const look = (): void => void noteDoubt(store, conversation, { by, before, now: now() }).catch(unnoted(deps, conversation));
  setTimeout(look, deps.retriedWithinMs ?? retriedWithinMs).unref();
}

function unnoted({ log }: AnswerDeps, conversation: string): (error: unknown) => void {
  return (error) => log.warn({ error, conversation }, 'that a reply may be lost could not be noted');
}

/** What is acknowledged is kept. Without a service only the next push can carry the reply: this one is left to WeChat's own patience. */
async function tooLate(deps: AnswerDeps, pushed: Pushed, turn: Promise<Batch>): Promise<void> {
  const { conversation, response } = pushed;
  if (!deps.hasService) {
    setTimeout(() => response.destroy(), patienceMs).unref();
    return;
  }
  await acknowledgeKept(pushed);
  void turn
    .then(() => unanswered(deps, conversation, pushed))
    .then(() => pushed.done())
    .catch((error: unknown) => deps.log.warn({ error, conversation }, 'a late turn failed; it is run again'));
}

/**
 * A push was acknowledged without an answer. Its turn may have ended just now, while the push still counted as open. And that WeChat
 * pushed it says of an answer before, which a process that is gone by now may have made, that it was perhaps not taken.
 */
export function unanswered(
  deps: AnswerDeps,
  conversation: string,
  { id, arrivedMs }: Pick<Pushed, 'id' | 'arrivedMs'>,
): Promise<void> {
  return sayElsewhere(deps, conversation, { by: id, attempt: newAttempt(), arrivedMs });
}

const patienceMs = 2000;

async function typeAfter({ typing }: AnswerDeps, conversation: string, signal: AbortSignal): Promise<void> {
  const isWaiting = await pause(typingAfterMs, true, { signal }).catch(() => false);
  // A courtesy: that it could not be shown is nobody's trouble.
  if (isWaiting) await typing(conversation).catch(() => undefined);
}
