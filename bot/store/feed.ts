/**
 * A feed is a channel's stream that has to be fetched with a cursor, such as one customer-service account. One process at a time
 * reads it; what it fetched is kept together with the cursor that it came by, so nothing is lost between two reads and nothing is
 * taken in twice. Items lie here until the conversations that they belong to have taken them over.
 */
export interface Feeds {
  /** Gives the feed to `holder` until `now + leaseMs`, or gives it longer; null while another has it. */
  leaseFeed(feed: string, lease: FeedLease): Promise<HeldFeed | null>;
  /** Lets another have it at once. No effect when the fence is old. */
  releaseFeed(feed: string, fence: number): Promise<void>;
  /**
   * Keeps the items that are not waiting already, in their order, and the cursor, or nothing: throws FeedLostError when somebody
   * else has had the feed since. Durable when it resolves.
   */
  takeIn(feed: string, page: FeedPage): Promise<void>;
  /** What waits after a place, oldest first. What comes later has a later place than all that waits. */
  waiting(feed: string, page: WaitingQuery): Promise<readonly WaitingItem[]>;
  /** Removes items that were taken over. */
  takenOver(feed: string, ids: readonly string[]): Promise<void>;
}

export interface FeedLease {
  readonly holder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly leaseMs: number;
}

export interface HeldFeed {
  /** Grows with each change of hands, not when a lease is prolonged. */
  readonly fence: number;
  /** Null when nothing was ever taken in. */
  readonly cursor: string | null;
}

export interface FeedPage {
  readonly fence: number;
  readonly cursor: string;
  readonly items: readonly FeedItem[];
}

export interface WaitingQuery {
  readonly limit: number;
  readonly after?: number | undefined;
}

export interface FeedItem {
  readonly id: string;
  /** JSON. */
  readonly data: unknown;
}

export interface WaitingItem extends FeedItem {
  readonly place: number;
}

/** Another process has the feed now: whoever gets this stops reading it. */
export class FeedLostError extends Error {
  override readonly name = 'FeedLostError';
  readonly retryable = false;

  constructor(feed: string) {
    super(`the feed ${feed} was taken over by another process`);
  }
}
