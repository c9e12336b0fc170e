// Between "the reply is kept" and "WeChat has it" a claim says who hands which messages over: the answer to a push, or the service
// that sends. It stands in the session, so of two processes one wins, and each message is free, or in one claim, and never claimed
// anew unless it was given back. It is given back only by those who claimed it, and only when none of them can have handed it over: a
// process that died on the way is one that can. The tries of one push may be seen in another order than WeChat made them in, and by
// several processes, so that one of them found nobody listening says nothing about the others.
import type { Place } from '../owed.ts';
import type { Claim, Range, Standing, Try } from './standing.ts';

/** One try of a push: `by` is the same for all of them. */
export interface Attempt {
  readonly by: string;
  readonly attempt: string;
}

const rememberedClaims = 8;
const rememberedTries = 8;
/** Longer after an answer WeChat does not push again. */
export const retriedWithinMs = 8000;

/** Of whom nobody knows yet what became of it; and of a message that WeChat may push again, or of whose line there may be news. */
function isOpen({ settled, doubt, until }: Claim, now: number): boolean {
  return !settled || doubt !== undefined || until + retriedWithinMs > now;
}

/** What nobody has claimed of the transcript up to `last`. */
export function freeIn({ upTo = 0, again = [] }: Standing, { cursor, last }: { cursor: number; last: number }): readonly Range[] {
  const from = Math.max(cursor, upTo) + 1;
  const fresh = from <= last ? [{ from, upTo: last }] : [];
  return [...again, ...fresh].toSorted((one, other) => one.from - other.from);
}

export function endOf({ ranges }: Pick<Claim, 'ranges'>): number {
  return Math.max(0, ...ranges.map(({ upTo }) => upTo));
}

/** The standing with all that was free claimed. */
export function claiming(
  standing: Standing,
  { by, ranges, tries, until, now }: Pick<Claim, 'by' | 'ranges' | 'tries' | 'until'> & { now: number },
): Standing {
  const { again, claims = [], upTo = 0, ...rest } = standing;
  const claim: Claim = { by, ranges, tries, until, ...(again && { blind: true }) };
  const before = claims.map((each): Claim => (each.settled ? each : { ...each, blind: true }));
  // Who writes fast has many within the time in which one of them may be in doubt: none is forgotten before it is known.
  const kept = before.filter((each, index) => isOpen(each, now) || before.length - index < rememberedClaims);
  return { ...rest, upTo: Math.max(upTo, endOf(claim)), claims: [...kept, claim] };
}

/** Another try of the same push holds it, too. */
export function joining(standing: Standing, claim: Claim, { joined, until }: { joined: Try; until: number }): Standing {
  const kept = claim.tries.slice(0, rememberedTries - 1);
  // Of more than can be told apart one holds it for good: none gives back what another may have handed over.
  const tries = [...kept, kept.length < claim.tries.length ? { ...joined, id: '' } : joined];
  // That WeChat pushes it again puts those before in doubt until this one has answered, and its process may not live to.
  return changed(standing, claim, { ...claim, tries, until, doubt: joined.at });
}

export function claimOf({ claims = [] }: Standing, by: string): Claim | undefined {
  return claims.find((claim) => claim.by === by);
}

/** Nobody holds it any more, and it was said. */
export function without(standing: Standing, by: string): Standing {
  return { ...standing, claims: (standing.claims ?? []).filter((claim) => claim.by !== by) };
}

/** Nobody holds it any more, and it was not said. */
export function givenBack(standing: Standing, { by, ranges }: Pick<Claim, 'by' | 'ranges'>): Standing {
  return { ...without(standing, by), again: [...(standing.again ?? []), ...ranges] };
}

/** What of it stands from a place on. */
export function rangesFrom(ranges: readonly Range[], { seq, after }: Place): readonly Range[] {
  const rest = ranges.filter(({ upTo }) => upTo >= seq);
  return rest.map((range) => (range.from > seq ? range : { from: seq, upTo: range.upTo, ...(after > 0 && { after }) }));
}

/** A try has handed it over in time. Where the cursor tells all that there is to tell, the claim need not. */
export function answeredBy(standing: Standing, { by, attempt }: Attempt): Standing {
  const claim = claimOf(standing, by);
  const isPlain = !claim || (claim.tries.length === 1 && claim.doubt === undefined && (!claim.blind || claim.settled));
  // That its line broke may be known before this is.
  if (isPlain || claim.tries.some(({ id, broken }) => id === attempt && broken)) return standing;
  const tries = claim.tries.map((each): Try => (each.id === attempt ? { ...each, taken: true } : each));
  return changed(standing, claim, { ...claim, tries, doubt: undefined, ...(claim.blind && { settled: true }) });
}

/** It is noted, so that it is not noted again. */
export function undoubted(standing: Standing, claim: Claim): Standing {
  return changed(standing, claim, { ...claim, settled: true, doubt: undefined });
}

/**
 * What is known of the claims by now. One that ran out without a word was made by a process that died: whether WeChat has the messages
 * cannot be known, and said twice is worse than noted once. The same of one that is in doubt, when WeChat would have pushed again.
 */
export function known(
  standing: Standing,
  { cursor, now }: { cursor: number; now: number },
): { standing: Standing; isUncertain: boolean } {
  const { claims = [] } = standing;
  const isSaid = ({ blind, ...claim }: Claim): boolean => !blind && endOf(claim) <= cursor;
  const isLost = (claim: Claim): boolean => !claim.settled && !isSaid(claim) && claim.until <= now;
  const isDoubted = ({ doubt = Infinity }: Claim): boolean => doubt + retriedWithinMs <= now;
  const after = claims.map((claim): Claim => {
    const over = isSaid(claim) || isLost(claim) ? { ...claim, settled: true as const } : claim;
    return isDoubted(claim) ? { ...over, doubt: undefined } : over;
  });
  return { standing: { ...standing, claims: after }, isUncertain: claims.some((claim) => isLost(claim) || isDoubted(claim)) };
}

/** A try arrived at `arrivedMs`, and nobody listened when its answer was there: it has certainly not handed anything over. */
export function missedBy(
  standing: Standing,
  { by, attempt, arrivedMs, now }: Attempt & { arrivedMs: number; now: number },
): Standing {
  const claim = claimOf(standing, by);
  if (!claim) return standing;
  const tries = claim.tries.filter(({ id }) => id !== attempt);
  const missed = Math.max(claim.missed ?? 0, arrivedMs);
  // WeChat has pushed again, it seems, though others may have handed it over before.
  const isDoubtful = tries.every(({ at }) => at <= arrivedMs);
  return unlessHeld(standing, claim, { ...claim, tries, missed, ...(isDoubtful && { doubt: now }) });
}

/** The line of a try was reset as the answer left. */
export function brokenFor(standing: Standing, { by, attempt, now }: Attempt & { now: number }): Standing {
  const claim = claimOf(standing, by);
  if (!claim?.tries.some(({ id }) => id === attempt)) return standing;
  const tries = claim.tries.map((each): Try => (each.id === attempt ? { id: attempt, at: each.at, broken: true } : each));
  return unlessHeld(standing, claim, { ...claim, tries, ...doubtIn({ tries }, now) });
}

/** The answer to this try left so late that WeChat may not have waited. */
export function lateFor(standing: Standing, { by, attempt, now }: Attempt & { now: number }): Standing {
  const claim = claimOf(standing, by);
  if (!claim?.tries.some(({ id }) => id === attempt)) return standing;
  const tries = claim.tries.map((each): Try => (each.id === attempt ? { id: attempt, at: each.at } : each));
  return changed(standing, claim, { ...claim, tries, ...doubtIn({ tries }, now) });
}

/** Another try that is still under way may answer, or never be heard of again: only one that has answered leaves no doubt. */
function doubtIn({ tries }: Pick<Claim, 'tries'>, now: number): Pick<Claim, 'doubt'> {
  return tries.some(({ taken }) => taken) ? {} : { doubt: now };
}

/** An answer that left as its line broke was certainly not taken when WeChat has pushed again since. */
function unlessHeld(standing: Standing, claim: Claim, after: Claim): Standing {
  const mayBeTaken = after.tries.some(({ broken, at }) => !broken || at > (after.missed ?? -Infinity));
  return mayBeTaken ? changed(standing, claim, after) : givenBack(standing, claim);
}

function changed(standing: Standing, claim: Claim, after: Claim): Standing {
  return { ...standing, claims: (standing.claims ?? []).map((each) => (each === claim ? after : each)) };
}
