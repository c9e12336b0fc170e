import * as z from 'zod';
import type { RedisConnection } from './redis-connection.ts';
import { leaseScript } from './redis-scripts.ts';
import type { Job } from './store.ts';

interface Lease {
  readonly now: number;
  readonly leaseMs: number;
  readonly limit: number;
}

/** Leases due jobs from the partitions that have some, beginning anywhere, so that many callers do not all take from the first. */
export async function leaseJobs(connection: RedisConnection, bases: readonly string[], lease: Lease): Promise<Job[]> {
  const { now, leaseMs, limit } = lease;
  const due = await Promise.all(bases.map((base) => connection.send(`${base}j`, ['ZCOUNT', `${base}j`, '-inf', String(now)])));
  let left = limit;
  const start = Math.floor(Math.random() * bases.length);
  const leases = bases.map(async (_, step) => {
    const partition = (start + step) % bases.length;
    const base = bases[partition] ?? '';
    const count = Math.min(left, Number(due[partition]));
    left -= count;
    if (count <= 0) return [];
    const leased = await connection.run(
      leaseScript,
      [`${base}j`, `${base}J`],
      [base, String(now), String(now + leaseMs), String(count)],
    );
    return pairs(z.array(z.string()).parse(leased)).map(([member, stored]) => unpackJob(member, stored));
  });
  return (await Promise.all(leases)).flat();
}

/** What the scripts know a job by. */
export function memberOf({ conversation, id }: Job): string {
  if (conversation.includes('\n')) throw new Error('the id of a conversation is one line');
  return `${conversation}\n${id}`;
}

/** A job as it is stored, all but the revision that stands before it. Scripts find its data after the line break. */
export function packJob({ due, attempts, type, data }: Job): string {
  if (!Number.isSafeInteger(due) || type.includes('\n')) throw new Error(`job of type ${type}: due ${due} must be a time`);
  return ` ${due} ${attempts} ${type}\n${JSON.stringify(data)}`;
}

function unpackJob(member: string, stored: string): Job {
  const [conversation, id] = splitOnce(member, '\n');
  const [head, data] = splitOnce(stored, '\n');
  const [revision, due, attempts, ...type] = head.split(' ');
  return {
    conversation,
    id,
    type: type.join(' '),
    due: Number(due),
    attempts: Number(attempts),
    data: JSON.parse(data),
    revision: Number(revision),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function pairs(items: readonly string[]): (readonly [string, string])[] {
  return items.flatMap((item, index) => (index % 2 ? [[items[index - 1] ?? '', item] as const] : []));
}
