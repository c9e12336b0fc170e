import type { Message } from '../../../bot/message.ts';
import type { NewJob } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { type Owed, owedFrom } from '../owed.ts';
import { amend, type Amended } from './amend.ts';
import { answeredBy, type Attempt, claiming, claimOf, endOf, freeIn, joining, known, undoubted } from './claims.ts';
import type { Claim, Range, Standing } from './standing.ts';

export interface Claimed {
  readonly messages: readonly Owed[];
  readonly upTo: number;
  readonly session: Session;
}

const answerMs = 5000;
const atOnce = 50;

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
    const claimed = claimedBy(standing, attempt, { cursor, last, now });
    return { ...claimed, result: claimed.result && { claim: claimed.result, session } };
  });
  if (!found) return null;
  const { claim, session } = found;
  const messages = await messagesIn(store, conversation, claim.ranges);
  return { messages: messages.filter(isDue), upTo: endOf(claim), session };
}

/** The transcript at these places. */
export async function messagesIn(store: Store, conversation: string, ranges: readonly Range[]): Promise<readonly Owed[]> {
  const read = ranges.map(async ({ from, upTo, after }) =>
    owedFrom(await store.messages(conversation, from - 1, upTo - from + 1), { seq: from, after }),
  );
  return (await Promise.all(read)).flat();
}

interface Open {
  readonly cursor: number;
  readonly last: number;
  readonly now: number;
}

function claimedBy(before: Standing, { by, attempt }: Attempt, { cursor, last, now }: Open): Amended<Claim | null> {
  const until = now + answerMs;
  const joined = { id: attempt, at: now };
  const own = claimOf(before, by);
  if (own) return { result: own, standing: joining(before, own, { joined, until }) };
  const { standing, isUncertain } = known(before, { cursor, now });
  const ranges = freeIn(standing, { cursor, last });
  const noted = isUncertain && { event: uncertainAt(now) };
  if (ranges.length === 0) return { result: null, ...(noted && { standing, ...noted }) };
  const claim = { by, ranges, tries: [joined], until };
  return { result: claim, standing: claiming(standing, { ...claim, now }), ...noted };
}

/** An answer was handed over whole and in time: the cursor tells it, and where it cannot the claim does. */
export async function answered(
  store: Store,
  conversation: string,
  { upTo, ...attempt }: Attempt & { readonly upTo: number },
): Promise<void> {
  await store.delivered(conversation, upTo);
  await amend(store, conversation, (before) => became(answeredBy(before, attempt), before));
}

/**
 * What became of a try changes the claim; a doubt stands in it, should this process not live to note it. What is given back by that is
 * sent by the job, should it not be sent at once.
 */
export async function learnOf(
  store: Store,
  conversation: string,
  { learn, now }: { learn: (standing: Standing, now: number) => Standing; now: number },
): Promise<void> {
  await amend(store, conversation, (before) => {
    const standing = learn(before, now);
    const isGivenBack = (standing.again?.length ?? 0) > (before.again?.length ?? 0);
    return { ...became(standing, before), ...(isGivenBack && { job: sendingAgain(now) }) };
  });
}

function became(standing: Standing, before: Standing): Amended<null> {
  return { result: null, ...(standing !== before && { standing }) };
}

/** Not the job of a turn, which ends when its own replies were sent. */
function sendingAgain(now: number): NewJob {
  return { id: 'deliver-again', type: 'deliver', due: now + sentWithinMs, data: {} };
}

/** Longer than the process that gives it back takes to send it. */
const sentWithinMs = 15_000;

/** Notes that nobody knows whether the answer was taken, unless that is known by now or noted. */
export async function noteDoubt(
  store: Store,
  conversation: string,
  { by, before, now }: { by: string; before: number; now: number },
): Promise<void> {
  await amend(store, conversation, (standing) => {
    const own = claimOf(standing, by);
    if (own?.doubt === undefined || own.doubt > before) return { result: null };
    return { result: null, standing: undoubted(standing, own), event: uncertainAt(now) };
  });
}

export function uncertainAt(now: number): { at: string; event: string } {
  return { at: new Date(now).toISOString(), event: 'undelivered:uncertain' };
}

/** What the prospect has not seen elsewhere already. */
export function isDue({ from, via }: Message): boolean {
  return from !== 'prospect' && via === undefined;
}
