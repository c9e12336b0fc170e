import * as z from 'zod';
import type { Message } from '../message.ts';
import { Listeners } from './listeners.ts';
import { partitionCount, partitionKey, partitionOf } from './partition.ts';
import { RecentDocuments } from './recent.ts';
import { handledField, packCommit } from './redis-commit.ts';
import { connectRedis, type RedisConnection } from './redis-connection.ts';
import type { FeedLease, FeedPage, Feeds, HeldFeed, WaitingItem, WaitingQuery } from './feed.ts';
import { eventOf, RedisEvents } from './redis-events.ts';
import { redisFeeds } from './redis-feeds.ts';
import { leaseJobs, memberOf, packJob } from './redis-jobs.ts';
import { findLeads } from './redis-leads.ts';
import { findQuestions } from './redis-questions.ts';
import { changeRecordScript, commitScript, deliveredScript, eraseScript, finishScript, retryScript } from './redis-scripts.ts';
import { auditOf, packAudit, unpackMessage } from './redis-transcript.ts';
import { documentFrom } from './short-document.ts';
import { ConflictError, GapError } from './store.ts';
import type { AuditEntry, Commit, Job, LeadPage, LeadQuery, Loaded, OpenQuestion, Span, Store, StoreEvent } from './store.ts';

/**
 * Keeps conversations in a Redis server (one URL) or cluster (several, comma-separated), for any number of processes. How durable
 * a commit is when it resolves is the server's setting: with `appendfsync always` a power cut loses nothing either. Erased data stays
 * in the server's append-only file until the server rewrites it.
 */
export async function openRedis({ url, prefix = 'yinlu:', withinMs = 5000 }: RedisAddress): Promise<Store> {
  const connection = await connectRedis(url, withinMs);
  const fault = faultOf(String(await connection.send('', ['INFO', 'server'])), url);
  if (!fault) return new RedisStore(connection, prefix);
  await connection.close();
  throw new Error(`REDIS_URL: ${fault}`);
}

function faultOf(info: string, url: string): string | undefined {
  const version = /redis_version:(\d+)\.\S+/.exec(info);
  if (!(Number(version?.[1]) >= 7)) return `Redis 7 or newer is needed, and this is ${version?.[0] ?? 'unknown'}`;
  const cluster = info.includes('redis_mode:cluster');
  return cluster && !url.includes(',')
    ? 'this is a node of a cluster; name several of its nodes, with commas between them'
    : undefined;
}

export interface RedisAddress {
  readonly url: string;
  /** Stands before every key, for programs that share a server. */
  readonly prefix?: string;
  /** How long a server that is still starting is waited for. */
  readonly withinMs?: number;
}

class RedisStore implements Store {
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #bases: readonly string[];
  readonly #listeners = new Listeners();
  readonly #events: RedisEvents;
  readonly #recent = new RecentDocuments(documentFrom);
  readonly #feeds: Feeds;

  constructor(connection: RedisConnection, prefix: string) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#bases = Array.from({ length: partitionCount }, (_, partition) => partitionKey(prefix, partition));
    this.#feeds = redisFeeds(connection, (feed) => this.#baseOf(feed));
    const channels = this.#bases.map((base) => `${base}e`);
    this.#events = new RedisEvents(connection, channels, {
      began: () => this.#listeners.begin(),
      ended: () => this.#listeners.pause(),
      heard: (message) => {
        const event = eventOf(message);
        if (event) this.#listeners.tell(event);
      },
    });
  }

  async load(conversation: string, ids: readonly string[]): Promise<Loaded> {
    const key = `${this.#baseOf(conversation)}c:${conversation}`;
    const reply = await this.#connection.send(key, ['HMGET', key, 'v', 's', ...ids.map(handledField)]);
    // HMGET gives texts and nulls; they are not looked at one by one in every turn.
    const [version, text, ...spans] = reply as (string | null)[];
    const session = text ? this.#recent.documentOf(conversation, text) : null;
    return { version: Number(version ?? 0), session, handled: spans.map(spanOf) };
  }

  /**
   * When the connection breaks while the script runs, nobody knows whether it was kept, and this throws StoreUnavailableError. That is
   * safe: the caller loads again, and if it was kept the version has moved on and `handled` has the message ids of the turn.
   */
  async commit(conversation: string, commit: Commit): Promise<void> {
    const base = this.#baseOf(conversation);
    const { keys, parameters, session } = packCommit(base, conversation, commit);
    const outcome = Number(await this.#connection.run(commitScript, keys, parameters));
    if (outcome === 0) throw new ConflictError(conversation);
    if (outcome < 0) throw new GapError(conversation, -1 - outcome);
    this.#recent.keep(conversation, session, commit.session);
  }

  async messages(conversation: string, after: number, limit: number): Promise<readonly Message[]> {
    if (limit <= 0) return [];
    const key = `${this.#baseOf(conversation)}t:${conversation}`;
    const reply = await this.#connection.send(key, ['LRANGE', key, String(after), String(after + limit - 1)]);
    return z
      .array(z.string())
      .parse(reply)
      .map((packed, index) => unpackMessage(packed, after + 1 + index));
  }

  async deliveredUpTo(conversation: string): Promise<number> {
    const key = `${this.#baseOf(conversation)}c:${conversation}`;
    return Number((await this.#connection.send(key, ['HGET', key, 'd'])) ?? 0);
  }

  async delivered(conversation: string, upTo: number): Promise<void> {
    const base = this.#baseOf(conversation);
    await this.#connection.run(
      deliveredScript,
      [`${base}c:${conversation}`, `${base}j`, `${base}J`],
      [base, conversation, String(upTo)],
    );
  }

  async leaseJobs(lease: { now: number; leaseMs: number; limit: number }): Promise<readonly Job[]> {
    return leaseJobs(this.#connection, this.#bases, lease);
  }

  async finishJob(job: Job): Promise<void> {
    const base = this.#baseOf(job.conversation);
    const parameters = [base, memberOf(job), String(job.revision ?? ''), JSON.stringify(job.data)];
    await this.#connection.run(finishScript, [`${base}j`, `${base}J`], parameters);
  }

  async retryJob(job: Job): Promise<void> {
    const base = this.#baseOf(job.conversation);
    const parameters = [base, memberOf(job), String(job.revision ?? ''), String(job.due), packJob(job)];
    await this.#connection.run(retryScript, [`${base}j`, `${base}J`], parameters);
  }

  async leads(query: LeadQuery): Promise<LeadPage> {
    return findLeads(this.#connection, this.#bases, query);
  }

  async questions(limit: number): Promise<readonly OpenQuestion[]> {
    return findQuestions(this.#connection, this.#bases, limit);
  }

  async putRecord(kind: string, id: string, document: unknown): Promise<void> {
    await this.#record(kind, 'HSET', id, JSON.stringify(document));
  }

  async getRecord(kind: string, id: string): Promise<unknown> {
    const text = await this.#record(kind, 'HGET', id);
    return typeof text === 'string' ? JSON.parse(text) : null;
  }

  async listRecords(kind: string): Promise<readonly { id: string; document: unknown }[]> {
    // One command, so that ids and documents belong together; RESP3 gives a hash as a map, and the client a map as an object.
    const texts = z.record(z.string(), z.string()).parse(await this.#record(kind, 'HGETALL'));
    const records = Object.entries(texts).map(([id, text]) => ({ id, document: JSON.parse(text) }));
    return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async changeRecord(kind: string, id: string, { from, to }: { from: unknown; to: unknown }): Promise<boolean> {
    const parameters = [id, JSON.stringify(from), JSON.stringify(to)];
    return (await this.#connection.run(changeRecordScript, [`${this.#prefix}r:${kind}`], parameters)) === 1;
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    return (await this.#record(kind, 'HDEL', id)) === 1;
  }

  async audit(entry: AuditEntry): Promise<void> {
    const key = `${this.#baseOf(entry.subject)}a:${entry.subject}`;
    await this.#connection.send(key, ['RPUSH', key, packAudit(entry)]);
  }

  /** Entries lie where the commit was that they came with, so every partition is asked. */
  async auditTrail(subject: string): Promise<readonly AuditEntry[]> {
    const parts = await this.#onEach(async (base) => {
      const packed = await this.#connection.send(`${base}a:${subject}`, ['LRANGE', `${base}a:${subject}`, '0', '-1']);
      return z.array(z.string()).parse(packed);
    });
    const entries = parts.flat().map((packed) => auditOf(packed, subject));
    return entries.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  }

  leaseFeed(feed: string, lease: FeedLease): Promise<HeldFeed | null> {
    return this.#feeds.leaseFeed(feed, lease);
  }

  releaseFeed(feed: string, fence: number): Promise<void> {
    return this.#feeds.releaseFeed(feed, fence);
  }

  takeIn(feed: string, page: FeedPage): Promise<void> {
    return this.#feeds.takeIn(feed, page);
  }

  waiting(feed: string, page: WaitingQuery): Promise<readonly WaitingItem[]> {
    return this.#feeds.waiting(feed, page);
  }

  takenOver(feed: string, ids: readonly string[]): Promise<void> {
    return this.#feeds.takenOver(feed, ids);
  }

  async erase(conversation: string): Promise<void> {
    const base = this.#baseOf(conversation);
    this.#recent.forget(conversation);
    const keys = [`c:${conversation}`, `t:${conversation}`, 'j', 'J', 'L', 'l', 'q'].map((key) => base + key);
    await this.#connection.run(eraseScript, keys, [base, conversation]);
  }

  async publish(event: StoreEvent): Promise<void> {
    const channel = `${this.#baseOf(event.conversation)}e`;
    await this.#connection.send(channel, ['SPUBLISH', channel, JSON.stringify(event)]);
  }

  subscribe(listener: (event: StoreEvent) => void, missed?: () => void): () => void {
    this.#events.start();
    return this.#listeners.add(listener, missed);
  }

  async ready(): Promise<void> {
    // Written, because a server that cannot write (disk full, replica) still answers; everywhere, because a part may be away.
    await this.#onEach((base) => this.#connection.send(`${base}ready`, ['SET', `${base}ready`, '', 'PX', '1000']));
  }

  async close(): Promise<void> {
    await this.#events.stop();
    await this.#connection.close();
  }

  #baseOf(conversation: string): string {
    return this.#bases[partitionOf(conversation)] ?? '';
  }

  async #onEach<T>(ask: (base: string) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#bases.map(ask));
  }

  async #record(kind: string, command: string, ...rest: readonly string[]): Promise<unknown> {
    const key = `${this.#prefix}r:${kind}`;
    return this.#connection.send(key, [command, key, ...rest]);
  }
}

function spanOf(packed: string | null | undefined): Span | null {
  if (!packed) return null;
  const [from, to] = packed.split('-');
  return { from: Number(from), to: Number(to) };
}
