// Between "the reply is kept" and "WeChat has it" a claim says who hands which messages over: the answer to a push, or the service
// that sends. It stands in the session, so of two processes one wins. A claim that is neither released nor followed by "delivered"
// was made by a process that died on the way; nobody knows whether WeChat has the messages, and they are not said again by others.
// WeChat pushes a message again only when it took no answer to it: the try that came last is the one that counts.
import type { Message } from '../../../bot/message.ts';
import type { Session } from '../../../bot/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { amend, type Amended } from './amend.ts';
import type { Claim, Range, Standing } from './standing.ts';

export interface Claimed {
  readonly messages: readonly Message[];
  readonly upTo: number;
  readonly session: Session;
}

/** One try of a push: `by` is the same for all of them. */
export interface Attempt {
  readonly by: string;
  readonly attempt: string;
}

const answerMs = 5000;
const atOnce = 50;
/** So many pushes may be told again; more than that nobody writes in fifteen seconds. */
const rememberedAnswers = 8;

/** Claims all that was not said yet for the answer to a push; what it was answered with before, when it is told again. Null: nothing. */
export async function claimAnswer(
  store: Store,
  conversation: string,
  { now, ...attempt }: Attempt & { readonly now: number },
): Promise<Claimed | null> {
  const cursor = await store.deliveredUpTo(conversation);
  const open = await store.messages(conversation, cursor, atOnce);
  const last = open.findLast(isDue)?.seq ?? 0;
  const found = await amend(store, conversation, (standing, session) => {
    const claimed = claimedBy(standing, attempt, { cursor, last, until: now + answerMs });
    return { ...claimed, result: claimed.result && { answer: claimed.result, session } };
  });
  if (!found) return null;
  const { from, upTo, again = [] } = found.answer;
  const messages = await messagesIn(store, conversation, [...again, { from, upTo }]);
  return { messages: messages.filter(isDue), upTo: upTo < from ? 0 : upTo, session: found.session };
}

/** The transcript at these places. */
export async function messagesIn(store: Store, conversation: string, ranges: readonly Range[]): Promise<readonly Message[]> {
  const filled = ranges.filter(({ from, upTo }) => upTo >= from);
  const read = filled.map(({ from, upTo }) => store.messages(conversation, from - 1, upTo - from + 1));
  return (await Promise.all(read)).flat();
}

interface Open {
  readonly cursor: number;
  readonly last: number;
  readonly until: number;
}

function claimedBy(standing: Standing, { by, attempt }: Attempt, { cursor, last, until }: Open): Amended<Claim | null> {
  const { claim, again, ...rest } = standing;
  const own = claimOf(standing, by);
  if (own) return { result: own, standing: withClaim(standing, { ...own, attempt, until }) };
  const from = Math.max(cursor, claim?.upTo ?? 0) + 1;
  const upTo = Math.max(last, from - 1);
  if (upTo < from && !again) return { result: null };
  const claimed: Claim = { by, attempt, from, upTo, until, ...(again && { again }) };
  return { result: claimed, standing: { ...rest, answers: remembered(standing), claim: claimed } };
}

/** What a push was answered with, as far back as anybody remembers. */
function claimOf({ claim, answers = [] }: Standing, by: string): Claim | undefined {
  return claim?.by === by ? claim : answers.find((answer) => answer.by === by);
}

/** The standing with a claim as it is now, in its place. */
function withClaim({ claim, answers = [], ...rest }: Standing, changed: Claim): Standing {
  if (claim?.by === changed.by) return { ...rest, answers, claim: changed };
  const others = answers.map((answer) => (answer.by === changed.by ? changed : answer));
  return { ...rest, answers: others, ...(claim && { claim }) };
}

/** The answers before, with the one that is followed by another now. */
function remembered({ claim, answers = [] }: Standing): readonly Claim[] {
  return !claim || claim.by === 'service' ? answers : [...answers, claim].slice(-rememberedAnswers);
}

/**
 * The last try of a push did certainly not take the messages: they may be said again. Those that were counted as said already (WeChat
 * had hung up on an earlier try) are marked; the others are found by whoever delivers. Only the try that came last releases: the one
 * that claimed, or one that arrived at `arrivedMs`, after the claim, and could claim nothing itself.
 */
export async function release(
  store: Store,
  conversation: string,
  { by, attempt, arrivedMs }: Attempt & { readonly arrivedMs: number },
): Promise<void> {
  const cursor = await store.deliveredUpTo(conversation);
  await amend(store, conversation, (standing) => {
    const own = claimOf(standing, by);
    if (!own || (own.attempt !== attempt && own.until - answerMs > arrivedMs)) return { result: null };
    return { result: null, standing: released(standing, own, cursor) };
  });
}

function released({ claim, answers = [], ...standing }: Standing, own: Claim, cursor: number): Standing {
  const isFollowed = claim !== own;
  const rest: Standing = {
    ...standing,
    answers: answers.filter((answer) => answer !== own),
    ...(claim && isFollowed && { claim }),
  };
  // What others have followed is not found by looking for what is open.
  const counted = isFollowed || own.upTo <= cursor ? [{ from: own.from, upTo: own.upTo }] : [];
  const again = [standing.again, own.again, counted].flatMap((ranges) => ranges ?? []).filter(({ from, upTo }) => from <= upTo);
  return again.length > 0 ? { ...rest, again } : rest;
}

/** Whether no other try of the push has followed this one. */
export function isLast(standing: Standing, { by, attempt }: Attempt): boolean {
  return claimOf(standing, by)?.attempt === attempt;
}

/** What the prospect has not seen elsewhere already. */
export function isDue({ from, via }: Message): boolean {
  return from !== 'prospect' && via === undefined;
}
