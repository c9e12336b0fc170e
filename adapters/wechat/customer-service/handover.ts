import type { JobHandler } from '../../../bot/jobs.ts';
import type { Act } from '../../../bot/ports.ts';
import type { Store } from '../../../bot/store/store.ts';
import { sessionOf } from '../../../bot/session/stored-session.ts';
import type { WecomApi } from './api.ts';
import { takenBy, type PeopleDeps } from './people.ts';
import { moveTo, servicersOf } from './service-state.ts';
import { type Standing, standingOf, windowMs, withStanding } from './standing.ts';

export interface HandoverDeps {
  readonly store: Store;
  readonly api: WecomApi;
  readonly act: Act;
  readonly people: PeopleDeps;
  /** What the prospect is told who waits in the pool. */
  readonly redeliver: (conversation: string) => Promise<void>;
  readonly now: () => number;
}

const poolCodeMs = windowMs;
/** How long after an attempt that met nobody the next one is made. */
const againMs = 60_000;

/**
 * Passes a chat on to people, in WeCom's own way: to the servicer who has had this prospect before, else to the pool. While nobody
 * serves it stays with the bot, which can still answer; in the pool it could not.
 */
export function handoverJob(deps: HandoverDeps): JobHandler {
  return async ({ conversation }) => {
    const session = await sessionOf(deps.store, conversation);
    const standing = session && standingOf(session);
    if (!standing || session.owner !== 'waiting' || standing.state > 1) return 'done';
    // What was promised in the turn is said first: in the pool it could not be.
    await deps.redeliver(conversation);
    const { all, serving } = await servicersOf(deps.api, standing.account);
    if (all.length === 0) return 'done';
    if (serving.length === 0) return { retryAt: deps.now() + againMs };
    const isPassed =
      (await passedToKnown(deps, conversation, { standing, serving })) || (await passedToPool(deps, conversation, standing));
    return isPassed ? 'done' : { retryAt: deps.now() + againMs };
  };
}

async function passedToKnown(
  deps: HandoverDeps,
  conversation: string,
  { standing, serving }: { standing: Standing; serving: readonly string[] },
): Promise<boolean> {
  const { servicer } = standing;
  if (servicer === undefined || !serving.includes(servicer)) return false;
  const moved = await moveTo(deps.api, standing, { state: 3, servicer });
  if (moved.type !== 'moved') return false;
  await toServicer(deps, conversation, { servicer, code: moved.code });
  return true;
}

async function passedToPool(deps: HandoverDeps, conversation: string, standing: Standing): Promise<boolean> {
  const moved = await moveTo(deps.api, standing, { state: 2 });
  if (moved.type === 'moved') {
    await toPool(deps, conversation, moved.code);
    return true;
  }
  // Somebody was quicker.
  if (moved.type !== 'elsewhere' || moved.real.state !== 3) return false;
  await toServicer(deps, conversation, { servicer: moved.real.servicer, code: undefined });
  return true;
}

async function toServicer(
  { people, now }: HandoverDeps,
  conversation: string,
  { servicer, code }: { servicer: string | undefined; code: string | undefined },
): Promise<void> {
  const codeOf = code === undefined ? {} : { code: { code, until: now() + poolCodeMs, occasion: 'taken' as const } };
  await takenBy(people, conversation, { id: `wecom-assigned:${now()}`, servicer, ...codeOf });
}

async function toPool({ act, people, now }: HandoverDeps, conversation: string, code: string | undefined): Promise<void> {
  await act(conversation, (before) => {
    const standing = standingOf(before);
    if (!standing) return { result: null };
    const waiting: Standing = {
      ...standing,
      state: 2,
      ...(code !== undefined && { code: { code, until: now() + poolCodeMs, occasion: 'pool' as const } }),
    };
    const event = { at: new Date(now()).toISOString(), event: 'queued' };
    const session = { ...before, lead: { ...before.lead, events: [...before.lead.events, event] } };
    const drafts = code === undefined ? [] : [{ from: 'bot' as const, text: people.words('wecom.queued', before, {}) }];
    return { result: null, session: withStanding(session, waiting), drafts };
  });
}
