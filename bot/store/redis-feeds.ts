import * as z from 'zod';
import { type FeedItem, type FeedLease, FeedLostError, type FeedPage, type Feeds, type HeldFeed } from './feed.ts';
import type { RedisConnection } from './redis-connection.ts';
import { scriptOf } from './redis-scripts.ts';

/**
 * Feeds in Redis, each in the partition of its name: `f:` the feed (a hash: `h`older, `u`ntil, `f`ence, `c`ursor, `n` items so far),
 * `i:` ids of waiting items in order, `I:` the items.
 */
export function redisFeeds(connection: RedisConnection, baseOf: (feed: string) => string): Feeds {
  const keysOf = (feed: string): string[] => ['f:', 'i:', 'I:'].map((kind) => `${baseOf(feed)}${kind}${feed}`);
  return {
    async leaseFeed(feed, { holder, now, leaseMs }: FeedLease): Promise<HeldFeed | null> {
      const [key = ''] = keysOf(feed);
      const held = await connection.run(leaseScript, [key], [holder, String(now), String(now + leaseMs)]);
      const [fence, cursor] = heldSchema.parse(held);
      return fence === 0 ? null : { fence, cursor };
    },
    async releaseFeed(feed, fence): Promise<void> {
      const [key = ''] = keysOf(feed);
      await connection.run(releaseScript, [key], [String(fence)]);
    },
    async takeIn(feed, { fence, cursor, items }: FeedPage): Promise<void> {
      const packed = items.flatMap(({ id, data }) => [id, JSON.stringify(data)]);
      const kept = await connection.run(takeInScript, keysOf(feed), [String(fence), cursor, ...packed]);
      if (Number(kept) === 0) throw new FeedLostError(feed);
    },
    async waiting(feed, limit): Promise<readonly FeedItem[]> {
      const [, ids = '', items = ''] = keysOf(feed);
      const found = z.array(z.string()).parse(await connection.run(waitingScript, [ids, items], [String(limit)]));
      return found.flatMap((id, index) => (index % 2 ? [] : [{ id, data: JSON.parse(found[index + 1] ?? 'null') }]));
    },
    async takenOver(feed, ids): Promise<void> {
      if (ids.length === 0) return;
      const [, order = '', items = ''] = keysOf(feed);
      await connection.run(takenOverScript, [order, items], ids);
    },
  };
}

const heldSchema = z.tuple([z.coerce.number(), z.string().nullable()]);

/** holder, now, until. Fence (0: another has it) and cursor. */
const leaseScript = scriptOf(`
local holder, untilMs = unpack(redis.call('HMGET', KEYS[1], 'h', 'u'))
local own = holder == ARGV[1]
if holder and not own and tonumber(untilMs) > tonumber(ARGV[2]) then return {0, false} end
redis.call('HSET', KEYS[1], 'h', ARGV[1], 'u', ARGV[3])
local fence = redis.call('HINCRBY', KEYS[1], 'f', own and 0 or 1)
return {fence, redis.call('HGET', KEYS[1], 'c')}
`);

/** fence. */
const releaseScript = scriptOf(`
if redis.call('HGET', KEYS[1], 'f') ~= ARGV[1] then return 0 end
return redis.call('HSET', KEYS[1], 'h', '', 'u', 0)
`);

/** fence, cursor, then id and data of each item. 0: the fence is old. */
const takeInScript = scriptOf(`
if redis.call('HGET', KEYS[1], 'f') ~= ARGV[1] then return 0 end
for at = 3, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[3], ARGV[at], ARGV[at + 1]) == 1 then
    redis.call('ZADD', KEYS[2], redis.call('HINCRBY', KEYS[1], 'n', 1), ARGV[at])
  end
end
redis.call('HSET', KEYS[1], 'c', ARGV[2])
return 1
`);

/** limit. Id and data of each, in turns. */
const waitingScript = scriptOf(`
local found = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)) do
  found[#found + 1] = id
  found[#found + 1] = redis.call('HGET', KEYS[2], id)
end
return found
`);

/** ids. */
const takenOverScript = scriptOf(`
redis.call('ZREM', KEYS[1], unpack(ARGV))
return redis.call('HDEL', KEYS[2], unpack(ARGV))
`);
