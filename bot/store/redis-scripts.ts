import { createHash } from 'node:crypto';

/**
 * What the server does in one step. EVALSHA of scripts named by their content, not a function library: two versions of the
 * program can run side by side during an update without replacing each other's code, and a server that has forgotten a script
 * (restart, failover, new node) is simply sent it again.
 *
 * Every script gets the partition's common beginning of all keys as its first argument and appends to it: `c:` conversations (a
 * hash: `v`ersion, `s`ession, `d`elivered, message ids → span), `t:` transcripts, `j` jobs by time, `J` jobs, `L` leads, `l` leads in
 * order, `q` open questions (conversation → one a line), `a:` audit trails, `e` events. KEYS names all that it will touch, so that a cluster that is moving the slot refuses the
 * script before it has written a part (TRYAGAIN), not in the middle.
 */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

/** base, conversation, expected, session, last seq, then lists with their length first. 1: kept, 0: conflict, -1 - n: transcript ends at n. */
export const commitScript = scriptOf(`
local base, conversation = ARGV[1], ARGV[2]
local key = KEYS[1]
if (redis.call('HGET', key, 'v') or '0') ~= ARGV[3] then return 0 end
local at = 6
local function list(width)
  local from, count = at + 1, tonumber(ARGV[at])
  at = from + count * width
  return from, at - 1
end
local from, to = list(1)
if to >= from then
  local transcript = base .. 't:' .. conversation
  local last = redis.call('LLEN', transcript)
  if last ~= tonumber(ARGV[5]) then return -1 - last end
  redis.call('RPUSH', transcript, unpack(ARGV, from, to))
  redis.call('SPUBLISH', base .. 'e', (last + to - from + 1) .. ' ' .. conversation)
end
from, to = list(2)
redis.call('HSET', key, 'v', ARGV[3] + 1, 's', ARGV[4], unpack(ARGV, from, to))
from, to = list(3)
for i = from, to, 3 do
  redis.call('ZADD', base .. 'j', ARGV[i + 1], ARGV[i])
  redis.call('HSET', base .. 'J', ARGV[i], ARGV[i + 2])
end
from, to = list(2)
if to >= from then
  local before = redis.call('HGET', base .. 'L', conversation)
  if before then redis.call('ZREM', base .. 'l', string.match(before, '^[^\\n]*') .. ':' .. conversation) end
  redis.call('HSET', base .. 'L', conversation, ARGV[from] .. '\\n' .. ARGV[to])
  redis.call('ZADD', base .. 'l', 0, ARGV[from] .. ':' .. conversation)
end
from, to = list(2)
for i = from, to, 2 do redis.call('RPUSH', base .. 'a:' .. ARGV[i], ARGV[i + 1]) end
from, to = list(1)
if to >= from then
  local kept = redis.call('HGET', base .. 'q', conversation) or ''
  local _, count = string.gsub(kept, '\\n', '')
  for i = from, math.min(to, from + tonumber(ARGV[at]) - count - 1) do kept = kept .. ARGV[i] .. '\\n' end
  redis.call('HSET', base .. 'q', conversation, kept)
end
return 1
`);

/** base, conversation, upTo. */
export const deliveredScript = scriptOf(`
local base, conversation, upTo = ARGV[1], ARGV[2], tonumber(ARGV[3])
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local before = tonumber(redis.call('HGET', KEYS[1], 'd') or '0')
if upTo > before then redis.call('HSET', KEYS[1], 'd', upTo) else upTo = before end
local member = conversation .. '\\ndeliver'
local job = redis.call('HGET', base .. 'J', member)
if not job then return 1 end
local data = cjson.decode(string.match(job, '\\n(.*)$'))
if type(data) == 'table' and type(data.upTo) == 'number' and data.upTo <= upTo then
  redis.call('HDEL', base .. 'J', member)
  redis.call('ZREM', base .. 'j', member)
end
return 1
`);

/** base, now, until, limit. Member and stored job of each, in turns. */
export const leaseScript = scriptOf(`
local base, leased = ARGV[1], {}
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', ARGV[2], 'BYSCORE', 'LIMIT', 0, ARGV[4])) do
  redis.call('ZADD', KEYS[1], ARGV[3], member)
  leased[#leased + 1] = member
  leased[#leased + 1] = redis.call('HGET', base .. 'J', member)
end
return leased
`);

/** base, member, revision or '', data. */
export const finishScript = scriptOf(`
local job = redis.call('HGET', ARGV[1] .. 'J', ARGV[2])
if not job then return 0 end
local revision, data = string.match(job, '^(%d+) [^\\n]*\\n(.*)$')
if ARGV[3] == '' and data ~= ARGV[4] or ARGV[3] ~= '' and revision ~= ARGV[3] then return 0 end
redis.call('HDEL', ARGV[1] .. 'J', ARGV[2])
return redis.call('ZREM', KEYS[1], ARGV[2])
`);

/** base, member, revision or '', due, the job without its revision. */
export const retryScript = scriptOf(`
local job = redis.call('HGET', ARGV[1] .. 'J', ARGV[2])
if not job then return 0 end
local revision = string.match(job, '^%d+')
if ARGV[3] ~= '' and revision ~= ARGV[3] then return 0 end
redis.call('HSET', ARGV[1] .. 'J', ARGV[2], revision .. ARGV[5])
return redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
`);

/** base, conversation. Looks through all jobs of the partition: they are few, and erasing is rare. */
export const eraseScript = scriptOf(`
local base, conversation = ARGV[1], ARGV[2]
redis.call('DEL', KEYS[1], base .. 't:' .. conversation)
redis.call('HDEL', base .. 'q', conversation)
for _, member in ipairs(redis.call('HKEYS', base .. 'J')) do
  if string.sub(member, 1, #conversation + 1) == conversation .. '\\n' then
    redis.call('HDEL', base .. 'J', member)
    redis.call('ZREM', base .. 'j', member)
  end
end
local lead = redis.call('HGET', base .. 'L', conversation)
if lead then
  redis.call('HDEL', base .. 'L', conversation)
  redis.call('ZREM', base .. 'l', string.match(lead, '^[^\\n]*') .. ':' .. conversation)
end
return 1
`);

/** id, the document that stands there, the one to put there; null for none. */
export const changeRecordScript = scriptOf(`
if (redis.call('HGET', KEYS[1], ARGV[1]) or 'null') ~= ARGV[2] then return 0 end
if ARGV[3] == 'null' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
return 1
`);

/** status or '', place or '', count. The places below, of one status or of each that there is. */
export const placesScript = scriptOf(`
local index, status, before, count = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local places, from = {}, '-'
while true do
  if ARGV[1] == '' then
    local first = redis.call('ZRANGE', index, from, '+', 'BYLEX', 'LIMIT', 0, 1)[1]
    if not first then return places end
    status = string.match(first, '^%S*')
  end
  -- '!' comes right after the space that ends the status.
  local top = before == '' and status .. '!' or status .. ' ' .. before
  for _, member in ipairs(redis.call('ZRANGE', index, '(' .. top, '(' .. status .. ' ', 'BYLEX', 'REV', 'LIMIT', 0, count)) do
    places[#places + 1] = string.sub(member, #status + 2)
  end
  if ARGV[1] ~= '' then return places end
  from = '(' .. status .. '!'
end
`);

/** A script under the name that its content gives it. */
export function scriptOf(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
