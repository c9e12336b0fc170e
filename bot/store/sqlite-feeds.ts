import { type FeedLease, FeedLostError, type FeedPage, type HeldFeed, type WaitingItem, type WaitingQuery } from './feed.ts';
import type { Sql } from './sqlite-commit.ts';

/** Feeds in SQLite; whatever writes is to be called within a transaction. */
export function leaseFeed(sql: Sql, feed: string, { holder, now, leaseMs }: FeedLease): HeldFeed | null {
  const row = sql('SELECT holder, until, fence, cursor FROM feeds WHERE feed = ?').get(feed);
  const isOwn = row?.['holder'] === holder;
  if (row && !isOwn && Number(row['until']) > now) return null;
  const fence = Number(row?.['fence'] ?? 0) + (isOwn ? 0 : 1);
  sql(
    `INSERT INTO feeds (feed, holder, until, fence) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET holder = excluded.holder, until = excluded.until, fence = excluded.fence`,
  ).run(feed, holder, now + leaseMs, fence);
  const cursor = row?.['cursor'];
  return { fence, cursor: typeof cursor === 'string' ? cursor : null };
}

export function releaseFeed(sql: Sql, feed: string, fence: number): void {
  // Without a holder, so that the next lease changes the fence even when the same process takes it.
  sql("UPDATE feeds SET holder = '', until = 0 WHERE feed = ? AND fence = ?").run(feed, fence);
}

export function takeIn(sql: Sql, feed: string, { fence, cursor, items }: FeedPage): void {
  const kept = sql('UPDATE feeds SET cursor = ? WHERE feed = ? AND fence = ?').run(cursor, feed, fence);
  if (kept.changes === 0) throw new FeedLostError(feed);
  const keep = sql('INSERT OR IGNORE INTO feed_items (feed, id, data) VALUES (?, ?, ?)');
  for (const { id, data } of items) keep.run(feed, id, JSON.stringify(data));
}

export function waiting(sql: Sql, feed: string, { limit, after = 0 }: WaitingQuery): WaitingItem[] {
  const asked = 'SELECT position, id, data FROM feed_items WHERE feed = ? AND position > ? ORDER BY position LIMIT ?';
  const rows = sql(asked).all(feed, after, limit);
  return rows.map(({ position, id, data }) => ({ place: Number(position), id: String(id), data: JSON.parse(String(data)) }));
}

export function takenOver(sql: Sql, feed: string, ids: readonly string[]): void {
  const remove = sql('DELETE FROM feed_items WHERE feed = ? AND id = ?');
  for (const id of ids) remove.run(feed, id);
}
