import * as z from 'zod';
import { pageOf, placeOf, searchable, stampOf } from './lead-order.ts';
import { partitionOf } from './partition.ts';
import { restore, shorten } from './phrases.ts';
import type { RedisConnection } from './redis-connection.ts';
import { placesScript } from './redis-scripts.ts';
import type { LeadPage, LeadQuery, LeadSummary } from './store.ts';

const hashSchema = z.record(z.string(), z.string());
const ownerSchema = z.object({ id: z.string() });
const packedSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]).rest(z.string());

/** A lead as the commit script keeps it: its key in the index (all but the conversation), and the rest. */
export function packLead(lead: LeadSummary): [string, string] {
  if (/\s/.test(lead.status)) throw new Error('the status of a lead is one word');
  const stamp = stampOf(lead);
  // The stamp holds the time to the millisecond; only what is written otherwise is kept as it was.
  const packed = [lead.id, lead.document, ...(timeOf(stamp) === lead.updated ? [] : [lead.updated])];
  return [`${lead.status} ${stamp}`, shorten(JSON.stringify(packed))];
}

function unpackLead(conversation: string, stored: string): LeadSummary {
  const [key = '', packed = ''] = stored.split('\n');
  const [status = '', stamp = ''] = key.split(' ');
  const [id, document, updated = timeOf(stamp)] = packedSchema.parse(JSON.parse(restore(packed)));
  return { id, conversation, status, updated, document };
}

function timeOf(stamp: string): string {
  return new Date(Number.parseInt(stamp, 36)).toISOString();
}

/** One page of leads. Whose they are is looked for from the newest on, a few hundred at a time, until the page is full. */
export async function findLeads(connection: RedisConnection, bases: readonly string[], query: LeadQuery): Promise<LeadPage> {
  if (searchable(query.q ?? '') !== '') return searchLeads(connection, bases, query);
  const { status = '', owner, after = '', limit } = query;
  const step = owner === undefined ? limit + 1 : Math.max(limit + 1, 256);
  const found: LeadSummary[] = [];
  let before = after;
  while (found.length <= limit) {
    const places = await placesBelow(connection, bases, { status, before, count: step });
    const leads = await leadsAt(connection, bases, places);
    found.push(...leads.filter(({ document }) => isOf(document, owner)));
    if (places.length < step) break;
    before = places.at(-1) ?? '';
  }
  return pageOf(found, limit);
}

/**
 * Reads the index of each partition as a whole: for ten thousand leads that is a few megabytes in sixteen calls, where asking for each
 * lead would be ten thousand. What was read before need not be brought to one case and width again.
 */
async function searchLeads(connection: RedisConnection, bases: readonly string[], query: LeadQuery): Promise<LeadPage> {
  const { status, owner, q = '', after, limit } = query;
  const wanted = searchable(q);
  const known = textsOf(connection);
  const texts = new Map<string, string>();
  const found: LeadSummary[] = [];
  const replies = await Promise.all(bases.map((base) => connection.send(`${base}L`, ['HGETALL', `${base}L`])));
  for (const [conversation, stored] of replies.flatMap((reply) => Object.entries(hashSchema.parse(reply)))) {
    const text = known.get(stored) ?? searchable(restore(stored.slice(stored.indexOf('\n'))));
    texts.set(stored, text);
    if (!text.includes(wanted)) continue;
    const lead = unpackLead(conversation, stored);
    const isWanted = (status === undefined || lead.status === status) && (after === undefined || placeOf(lead) < after);
    if (isWanted && isOf(lead.document, owner)) found.push(lead);
  }
  readBefore.set(connection, texts);
  return pageOf(
    found.toSorted((a, b) => (placeOf(a) > placeOf(b) ? -1 : 1)),
    limit,
  );
}

const readBefore = new WeakMap<RedisConnection, ReadonlyMap<string, string>>();

function textsOf(connection: RedisConnection): ReadonlyMap<string, string> {
  return readBefore.get(connection) ?? new Map();
}

function isOf(document: LeadSummary['document'], owner: string | undefined): boolean {
  return owner === undefined || ownerSchema.safeParse(document['owner']).data?.id === owner;
}

interface Below {
  /** '' for any. */
  readonly status: string;
  /** '' for the first page. */
  readonly before: string;
  readonly count: number;
}

/** Up to `count` places of all partitions below `before`, the greatest first. */
async function placesBelow(connection: RedisConnection, bases: readonly string[], below: Below): Promise<string[]> {
  const { status, before, count } = below;
  const replies = await Promise.all(
    bases.map((base) => connection.run(placesScript, [`${base}l`], [status, before, String(count)])),
  );
  const places = replies.flatMap((reply) => z.array(z.string()).parse(reply));
  return places.toSorted((a, b) => (a > b ? -1 : 1)).slice(0, count);
}

/** The leads at these places, in their order, without those that have gone since. */
async function leadsAt(connection: RedisConnection, bases: readonly string[], places: readonly string[]): Promise<LeadSummary[]> {
  const leads = places.map(async (place) => {
    const conversation = place.slice(place.indexOf(':') + 1);
    const key = `${bases[partitionOf(conversation)]}L`;
    const stored = await connection.send(key, ['HGET', key, conversation]);
    return typeof stored === 'string' ? [unpackLead(conversation, stored)] : [];
  });
  return (await Promise.all(leads)).flat();
}
