import * as z from 'zod';
import {
  type FeedLease,
  FeedLostError,
  type FeedPage,
  type Feeds,
  type HeldFeed,
  type WaitingItem,
  type WaitingQuery,
} from './feed.ts';
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
    async waiting(feed, { limit, after = 0 }: WaitingQuery): Promise<readonly WaitingItem[]> {
      const [, order = '', kept = ''] = keysOf(feed);
      const found = await connection.run(waitingScript, [order, kept], [String(after), String(limit)]);
      const [places, ids, packed] = waitingSchema.parse(found);
      return ids.map((id, index) => ({ id, place: places[index] ?? 0, data: JSON.parse(packed[index] ?? 'null') as unknown }));
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

const waitingSchema = z.tuple([z.array(z.coerce.number()), z.array(z.string()), z.array(z.string())]);

/** after, limit. Places, ids and data. */
const waitingScript = scriptOf(`
local places, ids, items = {}, {}, {}
local found = redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[2], 'WITHSCORES')
for at = 1, #found, 2 do
  ids[#ids + 1] = found[at]
  places[#places + 1] = found[at + 1]
  items[#items + 1] = redis.call('HGET', KEYS[2], found[at])
end
return {places, ids, items}
`);

/** ids. */
const takenOverScript = scriptOf(`
redis.call('ZREM', KEYS[1], unpack(ARGV))
return redis.call('HDEL', KEYS[2], unpack(ARGV))
`);
