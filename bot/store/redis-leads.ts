import * as z from 'zod';
import { pageOf, placeOf, searchable } from './lead-order.ts';
import { partitionOf } from './partition.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { LeadPage, LeadQuery, LeadSummary } from './store.ts';

const packedSchema = z.tuple([z.string(), z.string(), z.record(z.string(), z.unknown())]);

/** A lead as the commit script keeps it: its status and place first, for the indexes. */
export function packLead(lead: LeadSummary): { status: string; place: string; packed: string } {
  if (/\s/.test(lead.status)) throw new Error('the status of a lead is one word');
  return { status: lead.status, place: placeOf(lead), packed: JSON.stringify([lead.id, lead.updated, lead.document]) };
}

function unpackLead(conversation: string, stored: string): LeadSummary {
  const [status = '', , packed = ''] = stored.split('\n');
  const [id, updated, document] = packedSchema.parse(JSON.parse(packed));
  return { id, conversation, status, updated, document };
}

/** One page of leads. A search goes through the leads from the newest on, a few hundred at a time, until the page is full. */
export async function findLeads(connection: RedisConnection, bases: readonly string[], query: LeadQuery): Promise<LeadPage> {
  const { status = '', q = '', after, limit } = query;
  const wanted = searchable(q);
  const step = wanted === '' ? limit + 1 : Math.max(limit + 1, 256);
  const found: LeadSummary[] = [];
  let before = after;
  while (found.length <= limit) {
    const places = await placesBelow(connection, bases, { status, before, count: step });
    const leads = await leadsAt(connection, bases, places);
    found.push(...leads.filter(({ document }) => searchable(JSON.stringify(document)).includes(wanted)));
    if (places.length < step) break;
    before = places.at(-1);
  }
  return pageOf(found, limit);
}

interface Below {
  /** '' for any. */
  readonly status: string;
  readonly before: string | undefined;
  readonly count: number;
}

/** Up to `count` places of all partitions below `before`, the greatest first. Each lead is in the index twice: by its status, and by ''. */
async function placesBelow(connection: RedisConnection, bases: readonly string[], below: Below): Promise<string[]> {
  const { status, before, count } = below;
  // '!' comes right after the space that ends the status.
  const from = before === undefined ? `(${status}!` : `(${status} ${before}`;
  const command = [from, `(${status} `, 'BYLEX', 'REV', 'LIMIT', '0', String(count)];
  const replies = await Promise.all(bases.map((base) => connection.send(`${base}l`, ['ZRANGE', `${base}l`, ...command])));
  const places = replies.flatMap((reply) => z.array(z.string()).parse(reply)).map((member) => member.slice(status.length + 1));
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
