import type { Message } from '../message.ts';
import type { Feeds } from './feed.ts';

/**
 * Keeps conversations. A turn costs two round trips: one `load`, one `commit`. A commit keeps all of its parts or none.
 * Documents (`session`, `Job.data`, …) are JSON; who reads them back parses them with a schema, because an older program may
 * have written them.
 */
export interface Store extends Feeds {
  /** The session with its version (0 and null when there is none), and what came of each of these message ids (null: new). */
  load(conversation: string, ids: readonly string[]): Promise<Loaded>;
  /** Throws ConflictError, and keeps nothing, when the stored version is no longer `expected`. Durable when it resolves.
   * After any other failure (the connection broke) it may have been kept or not: load again, `handled` tells. */
  commit(conversation: string, commit: Commit): Promise<void>;
  /** The transcript after `after`, oldest first. */
  messages(conversation: string, after: number, limit: number): Promise<readonly Message[]>;
  /** The last message that the channel took over, 0 at first. */
  deliveredUpTo(conversation: string): Promise<number>;
  /** Moves that cursor forward (never back) and removes the conversation's `deliver` job when nothing is left to deliver. */
  delivered(conversation: string, upTo: number): Promise<void>;

  /** Due jobs of any conversation, each leased to the caller until `now + leaseMs`; no two callers get the same one. */
  leaseJobs(lease: { now: number; leaseMs: number; limit: number }): Promise<readonly Job[]>;
  /** Removes a leased job, unless a later commit has put another in its place. */
  finishJob(job: Job): Promise<void>;
  /** Puts it off: the next try is at `due`, with `attempts` and `data` as given. Has no effect on a job that is gone or replaced. */
  retryJob(job: Job): Promise<void>;

  /** Leads, most recently changed first. `after` is the `next` of the page before. `q` is searched in the summary's text. */
  leads(query: LeadQuery): Promise<LeadPage>;

  /** Questions that nothing was known to, of all conversations, the latest first. */
  questions(limit: number): Promise<readonly OpenQuestion[]>;

  /** Small documents that are no conversation (staff, quotes, …), by kind and id. */
  putRecord(kind: string, id: string, document: unknown): Promise<void>;
  getRecord(kind: string, id: string): Promise<unknown>;
  listRecords(kind: string): Promise<readonly { id: string; document: unknown }[]>;
  /** Puts `to` where `from` stands; null stands for nothing. False, and nothing is changed, when it is no longer `from`. */
  changeRecord(kind: string, id: string, change: { from: unknown; to: unknown }): Promise<boolean>;
  /** Whether it was there: of two who delete the same one, one hears `true`. */
  deleteRecord(kind: string, id: string): Promise<boolean>;
  /** Appends to the audit trail. Entries are never changed. */
  audit(entry: AuditEntry): Promise<void>;
  auditTrail(subject: string): Promise<readonly AuditEntry[]>;

  /** Removes every trace of a conversation but its audit trail. */
  erase(conversation: string): Promise<void>;

  /** An event that is not kept (`typing`, `state`). Every process hears it, this one too. */
  publish(event: StoreEvent): Promise<void>;
  /**
   * Hears each commit that adds messages, of any process, as `{ type: 'messages' }`, and each published event. Returns how to stop.
   * `missed` is called when hearing begins, at first and after every break: what was committed before may not have been heard, so who
   * waits for messages reads the transcript once more.
   */
  subscribe(listener: (event: StoreEvent) => void, missed?: () => void): () => void;

  /** Resolves when the store can take and keep a commit now; rejects with the reason otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface Loaded {
  readonly version: number;
  readonly session: unknown;
  /** In the order of the ids asked for: the first and last seq that the message and its replies hold, or null. */
  readonly handled: readonly (Span | null)[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Commit {
  /** The version that was loaded; the stored one becomes `expected + 1`. */
  readonly expected: number;
  readonly session: unknown;
  /** Appended to the transcript; their `seq` continue it without a gap. */
  readonly messages?: readonly Message[];
  readonly handled?: readonly { readonly id: string; readonly span: Span }[];
  /** Jobs to add; one with an id that is there already takes its place. */
  readonly jobs?: readonly Job[];
  /** The lead as lists show it; it takes the place of the one before. */
  readonly lead?: LeadSummary;
  readonly audit?: readonly AuditEntry[];
  /** Questions of this turn that nothing is known to; of one conversation the first `questionsKept` stay. */
  readonly questions?: readonly Omit<OpenQuestion, 'conversation'>[];
}

/** A question that the firm has no answer to yet. Nothing in its text tells who asked. */
export interface OpenQuestion {
  readonly conversation: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly language: string;
  readonly text: string;
}

/** One conversation must not crowd out the others. */
export const questionsKept = 20;

/** Something to do later, found by any living process when it is due. `id` is unique in its conversation. */
export interface Job {
  readonly conversation: string;
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly attempts: number;
  readonly data: unknown;
  /**
   * Of a leased job: which commit put it there, so that finishing or retrying it leaves one alone that came later in its place.
   * Without it, finishing compares `data` and retrying takes whatever is there.
   */
  readonly revision?: number;
}

export interface LeadSummary {
  readonly id: string;
  readonly conversation: string;
  readonly status: string;
  /** ISO 8601, UTC. */
  readonly updated: string;
  /** What lists show and searches look through; never anything that consent has not been given for. */
  readonly document: Readonly<Record<string, unknown>>;
}

export interface LeadQuery {
  readonly status?: string;
  /** The id of whoever has it: `owner.id` of its document. */
  readonly owner?: string;
  readonly q?: string;
  readonly after?: string;
  readonly limit: number;
}

export interface LeadPage {
  readonly leads: readonly LeadSummary[];
  readonly next?: string;
}

export interface AuditEntry {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  /** A lead, a conversation or a person of the staff. */
  readonly subject: string;
}

export type StoreEvent =
  | { readonly type: 'messages'; readonly conversation: string; readonly upTo: number }
  | { readonly type: 'typing'; readonly conversation: string; readonly from: 'bot' | 'consultant' | 'prospect' }
  /** Who speaks for the firm now: `bot`, `waiting` or `consultant`, and the consultant's name. */
  | { readonly type: 'state'; readonly conversation: string; readonly owner: string; readonly name?: string };

/** Someone else committed first: load again and do the turn anew. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly retryable = true;

  constructor(conversation: string) {
    super(`conversation ${conversation} was changed by another turn`);
  }
}

/** Our own fault: the messages of a commit do not continue the transcript. */
export class GapError extends Error {
  override readonly name = 'GapError';
  readonly retryable = false;

  constructor(conversation: string, last: number) {
    super(`the transcript of ${conversation} ends at ${last}: the messages to add do not continue it`);
  }
}

/** The store is away or refuses to write. Whether the call had an effect is known only by reading again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly retryable = true;

  constructor(message: string, cause: unknown) {
    super(cause instanceof Error ? `${message}: ${cause.message}` : message, { cause });
  }
}
