import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import * as z from 'zod';
import { messageSchema, type Message } from '../message.ts';
import type { FeedLease, FeedPage, HeldFeed, WaitingItem, WaitingQuery } from './feed.ts';
import { pageOf, searchable } from './lead-order.ts';
import { Listeners } from './listeners.ts';
import { keepAudit, keepCommit, type Sql } from './sqlite-commit.ts';
import * as feeds from './sqlite-feeds.ts';
import * as records from './sqlite-records.ts';
import { migrate } from './sqlite-schema.ts';
import { StoreUnavailableError } from './store.ts';
import type { AuditEntry, Commit, Job, LeadPage, LeadQuery, Loaded, OpenQuestion, Store, StoreEvent } from './store.ts';
import { WriteGroup } from './write-group.ts';

/**
 * Keeps conversations in one file, `yinlu.db` in `dir`. Another process may work on the same file (`npm run staff` while the
 * server runs): every write sits in a transaction and waits for the other's, so nothing is lost and no job is leased twice. It is
 * not locked out, because then nobody could be added or erased while the server runs; but events stay in the process that they
 * come from, so two servers belong on Redis.
 */
export async function openSqlite({ dir }: { dir: string }): Promise<Store> {
  const path = join(dir, 'yinlu.db');
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    // Personal data: nobody else on the machine reads it. (SQLite gives its other files the same mode.)
    closeSync(openSync(path, 'a', 0o600));
    const database = new DatabaseSync(path, { timeout: 5000 });
    // What is erased must not stay readable in the file: secure_delete overwrites it.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    migrate(database);
    return new SqliteStore(database);
  } catch (cause) {
    throw new StoreUnavailableError(`cannot open ${path}`, cause);
  }
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #sql: Sql;
  readonly #writes: WriteGroup;
  readonly #listeners = new Listeners();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = preparing(database);
    this.#writes = new WriteGroup(database);
    this.#listeners.begin();
  }

  async load(conversation: string, ids: readonly string[]): Promise<Loaded> {
    const row = this.#sql('SELECT version, session FROM conversations WHERE id = ?').get(conversation);
    const span = this.#sql('SELECT first, last FROM handled WHERE conversation = ? AND id = ?');
    const handled = ids.map((id) => {
      const found = span.get(conversation, id);
      return found ? { from: Number(found['first']), to: Number(found['last']) } : null;
    });
    if (!row) return { version: 0, session: null, handled };
    return { version: Number(row['version']), session: JSON.parse(String(row['session'])), handled };
  }

  async commit(conversation: string, commit: Commit): Promise<void> {
    await this.#writes.run(() => keepCommit(this.#sql, conversation, commit));
    const last = commit.messages?.at(-1);
    if (last) this.#listeners.tell({ type: 'messages', conversation, upTo: last.seq });
  }

  async messages(conversation: string, after: number, limit: number): Promise<readonly Message[]> {
    const rows = this.#sql('SELECT message FROM messages WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?');
    return rows.all(conversation, after, limit).map((row) => messageSchema.parse(JSON.parse(String(row['message']))));
  }

  async deliveredUpTo(conversation: string): Promise<number> {
    const row = this.#sql('SELECT delivered FROM conversations WHERE id = ?').get(conversation);
    return Number(row?.['delivered'] ?? 0);
  }

  async delivered(conversation: string, upTo: number): Promise<void> {
    await this.#writes.run(() => {
      this.#sql('UPDATE conversations SET delivered = max(delivered, ?) WHERE id = ?').run(upTo, conversation);
      this.#sql(
        `DELETE FROM jobs WHERE conversation = ? AND id = 'deliver' AND data ->> '$.upTo' <=
           (SELECT delivered FROM conversations WHERE conversations.id = jobs.conversation)`,
      ).run(conversation);
    });
  }

  async leaseJobs({ now, leaseMs, limit }: { now: number; leaseMs: number; limit: number }): Promise<readonly Job[]> {
    const due = this.#sql('SELECT * FROM jobs WHERE free <= ? ORDER BY free LIMIT ?');
    // Mostly nothing is due, and looking costs no transaction.
    if (!due.get(now, 1)) return [];
    const lease = this.#sql('UPDATE jobs SET free = ? WHERE conversation = ? AND id = ?');
    return this.#writes.run(() => {
      const jobs = due.all(now, limit).map((row) => jobSchema.parse(row));
      for (const job of jobs) lease.run(now + leaseMs, job.conversation, job.id);
      return jobs;
    });
  }

  async finishJob(job: Job): Promise<void> {
    await this.#writes.run(() => {
      this.#sql('DELETE FROM jobs WHERE conversation = ?1 AND id = ?2 AND iif(?3 IS NULL, data = ?4, revision = ?3)').run(
        job.conversation,
        job.id,
        job.revision ?? null,
        JSON.stringify(job.data),
      );
    });
  }

  async retryJob({ conversation, id, due, attempts, data, revision }: Job): Promise<void> {
    await this.#writes.run(() => {
      this.#sql(
        `UPDATE jobs SET due = ?1, free = ?1, attempts = ?2, data = ?3
         WHERE conversation = ?4 AND id = ?5 AND revision = ifnull(?6, revision)`,
      ).run(due, attempts, JSON.stringify(data), conversation, id, revision ?? null);
    });
  }

  async leads({ status, owner, q, after, limit }: LeadQuery): Promise<LeadPage> {
    const found = this.#sql(
      `SELECT * FROM leads WHERE (?1 IS NULL OR place < ?1) AND (?2 IS NULL OR status = ?2) AND instr(text, ?3) > 0
       AND (?4 IS NULL OR document ->> '$.owner.id' = ?4) ORDER BY place DESC LIMIT ?5`,
    );
    const rows = found.all(after ?? null, status ?? null, searchable(q ?? ''), owner ?? null, limit + 1);
    return pageOf(
      rows.map((row) => leadSchema.parse(row)),
      limit,
    );
  }

  async questions(limit: number): Promise<readonly OpenQuestion[]> {
    const rows = this.#sql('SELECT conversation, at, language, text FROM questions ORDER BY at DESC, position DESC LIMIT ?');
    return rows.all(limit).map((row) => questionSchema.parse(row));
  }

  async putRecord(kind: string, id: string, document: unknown): Promise<void> {
    await this.#writes.run(() => records.putRecord(this.#sql, { kind, id, document }));
  }

  async getRecord(kind: string, id: string): Promise<unknown> {
    return records.getRecord(this.#sql, kind, id);
  }

  async listRecords(kind: string): Promise<readonly { id: string; document: unknown }[]> {
    return records.listRecords(this.#sql, kind);
  }

  async changeRecord(kind: string, id: string, change: { from: unknown; to: unknown }): Promise<boolean> {
    return this.#writes.run(() => records.changeRecord(this.#sql, { kind, id, ...change }));
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    return this.#writes.run(() => records.deleteRecord(this.#sql, kind, id));
  }

  async audit(entry: AuditEntry): Promise<void> {
    await this.#writes.run(() => keepAudit(this.#sql, entry));
  }

  async auditTrail(subject: string): Promise<readonly AuditEntry[]> {
    const rows = this.#sql('SELECT at, who, what, subject FROM audit WHERE subject = ? ORDER BY at, position').all(subject);
    return rows.map((row) => auditSchema.parse(row));
  }

  async leaseFeed(feed: string, lease: FeedLease): Promise<HeldFeed | null> {
    return this.#writes.run(() => feeds.leaseFeed(this.#sql, feed, lease));
  }

  async releaseFeed(feed: string, fence: number): Promise<void> {
    await this.#writes.run(() => feeds.releaseFeed(this.#sql, feed, fence));
  }

  async takeIn(feed: string, page: FeedPage): Promise<void> {
    await this.#writes.run(() => feeds.takeIn(this.#sql, feed, page));
  }

  async waiting(feed: string, page: WaitingQuery): Promise<readonly WaitingItem[]> {
    return feeds.waiting(this.#sql, feed, page);
  }

  async takenOver(feed: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#writes.run(() => feeds.takenOver(this.#sql, feed, ids));
  }

  async erase(conversation: string): Promise<void> {
    await this.#writes.run(() => {
      this.#sql('DELETE FROM conversations WHERE id = ?').run(conversation);
      for (const table of ['messages', 'handled', 'jobs', 'leads', 'questions']) {
        this.#sql(`DELETE FROM ${table} WHERE conversation = ?`).run(conversation);
      }
    });
    // The write-ahead log still holds the old pages until it is folded in.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async publish(event: StoreEvent): Promise<void> {
    this.#listeners.tell(event);
  }

  subscribe(listener: (event: StoreEvent) => void, missed?: () => void): () => void {
    return this.#listeners.add(listener, missed);
  }

  async ready(): Promise<void> {
    // Only a write that reaches the disk shows a full or read-only one.
    await this.#writes.run(() => {
      this.#sql("INSERT OR REPLACE INTO records VALUES ('', 'ready', '')").run();
      this.#sql("DELETE FROM records WHERE kind = '' AND id = 'ready'").run();
    });
  }

  async close(): Promise<void> {
    this.#writes.flush();
    if (this.#database.isOpen) this.#database.close();
  }
}

function preparing(database: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  return (text) => {
    const prepared = statements.get(text) ?? database.prepare(text);
    statements.set(text, prepared);
    return prepared;
  };
}

// The columns were written by this program; the documents in them are read by those who know their schema.
const json = z.string().transform((text): unknown => JSON.parse(text));
const jobSchema = z.object({
  conversation: z.string(),
  id: z.string(),
  type: z.string(),
  due: z.number(),
  attempts: z.number(),
  data: json,
  revision: z.number(),
});
const leadSchema = z.object({
  id: z.string(),
  conversation: z.string(),
  status: z.string(),
  updated: z.string(),
  document: json.pipe(z.record(z.string(), z.unknown())),
});
const questionSchema = z.object({ conversation: z.string(), at: z.string(), language: z.string(), text: z.string() });
const auditSchema = z.object({ at: z.string(), who: z.string(), what: z.string(), subject: z.string() });
