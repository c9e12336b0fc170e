import { setTimeout as pause } from 'node:timers/promises';
import { FeedLostError, type HeldFeed } from '../../../bot/store/feed.ts';
import type { Store } from '../../../bot/store/store.ts';
import type { WecomApi } from './api.ts';
import { WecomCallError } from './call-error.ts';
import { type Callbacks } from './callbacks.ts';
import { Draining } from './draining.ts';
import { entryOf, type Kept, pageSchema } from './entry.ts';

export interface RunnerDeps {
  readonly store: Store;
  readonly api: WecomApi;
  readonly callbacks: Callbacks;
  readonly account: string;
  readonly holder: string;
  readonly now: () => number;
  readonly arrive: (account: string, burst: readonly Kept[]) => Promise<void>;
  readonly onFailure: (error: unknown, account: string) => void;
}

/** A process that died leaves its account to another after this. */
const leaseMs = 9000;
const lookMs = 250;
const catchUpMs = 5 * 60_000;
/** At the first start there may be three days of messages: what is older than this is taken down, not answered. */
const answeredWithinMs = 10 * 60_000;
const pageSize = 200;
const shortestPauseMs = 1000;
const longestPauseMs = 30_000;

/** Reads one account as long as no other process does, until the signal says stop. */
export async function runAccount(deps: RunnerDeps, signal: AbortSignal): Promise<void> {
  const feed = feedOf(deps.account);
  while (!signal.aborted) {
    const held = await leased(deps, feed);
    if (held) await new Tenure(deps, held, signal).serve().catch((error: unknown) => reported(deps, error));
    await pause(held ? lookMs : 1000, undefined, { signal }).catch(() => {});
  }
}

export function feedOf(account: string): string {
  return `wecom:${account}`;
}

async function leased({ store, holder, now, account, onFailure }: RunnerDeps, feed: string): Promise<HeldFeed | null> {
  try {
    return await store.leaseFeed(feed, { holder, now: now(), leaseMs });
  } catch (error) {
    onFailure(error, account);
    return null;
  }
}

function reported({ onFailure, account }: RunnerDeps, error: unknown): void {
  if (!(error instanceof FeedLostError)) onFailure(error, account);
}

/** The time for which this process has the account. */
class Tenure {
  readonly #deps: RunnerDeps;
  readonly #feed: string;
  readonly #fence: number;
  readonly #signal: AbortSignal;
  readonly #draining: Draining;
  readonly #isFirst: boolean;
  readonly #began: number;
  #cursor: string | null;
  #syncedAt = -Infinity;
  #retryAt = -Infinity;
  #failures = 0;
  #seen: string | undefined;
  #leasedAt: number;

  constructor(deps: RunnerDeps, { fence, cursor }: HeldFeed, signal: AbortSignal) {
    this.#deps = deps;
    this.#feed = feedOf(deps.account);
    this.#fence = fence;
    this.#cursor = cursor;
    this.#isFirst = cursor === null;
    this.#began = deps.now();
    this.#leasedAt = deps.now();
    this.#signal = signal;
    this.#draining = new Draining({ ...deps, feed: this.#feed });
  }

  async serve(): Promise<void> {
    try {
      while (!this.#signal.aborted) {
        if (!(await this.#prolonged())) return;
        await this.#draining.look();
        const token = await this.#wanted();
        if (token !== null) await this.#sync(token);
        else await Promise.race([this.#deps.callbacks.told(this.#deps.account), pause(lookMs)]);
      }
    } finally {
      await this.#draining.end();
      if (this.#signal.aborted) await this.#deps.store.releaseFeed(this.#feed, this.#fence);
    }
  }

  async #prolonged(): Promise<boolean> {
    const { store, holder, now } = this.#deps;
    if (now() - this.#leasedAt < leaseMs / 3) return true;
    const held = await store.leaseFeed(this.#feed, { holder, now: now(), leaseMs });
    this.#leasedAt = now();
    return held?.fence === this.#fence;
  }

  /** The token to fetch with ('' for none), or null when there is nothing to fetch. */
  async #wanted(): Promise<string | null> {
    const now = this.#deps.now();
    const call = await this.#deps.callbacks.last(this.#deps.account);
    if (now < this.#retryAt) return null;
    const token = call && now - call.at < tokenLifeMs ? call.token : '';
    const isNew = call !== null && call.token !== this.#seen;
    return isNew || this.#failures > 0 || now - this.#syncedAt > catchUpMs ? token : null;
  }

  /** Fetches all that there is. */
  async #sync(token: string): Promise<void> {
    const { now, onFailure, account } = this.#deps;
    const began = now();
    try {
      for (let more = true; more && !this.#signal.aborted;) {
        more = await this.#page(token);
        await this.#draining.look();
        if (!(await this.#prolonged())) throw new FeedLostError(this.#feed);
      }
      this.#syncedAt = began;
      this.#failures = 0;
      if (token !== '') this.#seen = token;
    } catch (error) {
      if (error instanceof FeedLostError) throw error;
      this.#failures += 1;
      this.#retryAt = now() + pauseAfter(error, this.#failures);
      onFailure(error, account);
    }
  }

  async #page(token: string): Promise<boolean> {
    const { store } = this.#deps;
    const page = await this.#fetched(token);
    const kept = page.msg_list
      .flatMap((row) => entryOf(row) ?? [])
      .map((entry) => ({ id: entry.msgid, data: this.#keptOf(entry) }));
    const cursor = page.next_cursor === '' ? (this.#cursor ?? '') : page.next_cursor;
    await store.takeIn(this.#feed, { fence: this.#fence, cursor, items: kept });
    this.#cursor = cursor;
    // Each page is progress: of very many one fails now and then, and is no reason for longer and longer pauses.
    this.#failures = 0;
    return page.has_more === 1;
  }

  async #fetched(token: string) {
    const { api, account } = this.#deps;
    const body = { open_kfid: account, limit: pageSize, ...(this.#cursor ? { cursor: this.#cursor } : {}) };
    try {
      return await api.call('kf/sync_msg', token === '' ? body : { ...body, token }, pageSchema);
    } catch (error) {
      // The token of the callback is too old: without one it goes as well, only not as often.
      if (!(error instanceof WecomCallError) || error.code !== 95007 || token === '') throw error;
      return api.call('kf/sync_msg', body, pageSchema);
    }
  }

  #keptOf(entry: Kept['entry']): Kept {
    const isPast = this.#isFirst && entry.send_time * 1000 < this.#began - answeredWithinMs;
    return { entry, ...(isPast && { past: true as const }) };
  }
}

const tokenLifeMs = 9.5 * 60_000;

/** What the firm has to mend is not asked for every second. */
function pauseAfter(error: unknown, failures: number): number {
  const isFirms = error instanceof WecomCallError && error.fault === 'misconfigured';
  return isFirms ? longestPauseMs : Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures - 1, 5));
}
