import type { StatementSync } from 'node:sqlite';
import { placeOf, searchable } from './lead-order.ts';
import { ConflictError, GapError, questionsKept } from './store.ts';
import type { AuditEntry, Commit, Job, LeadSummary, OpenQuestion } from './store.ts';

/** Gives the statement of a text, prepared the first time. */
export type Sql = (text: string) => StatementSync;

/** Writes every part of a commit; to be called within a transaction. Throws before it writes when it comes too late. */
export function keepCommit(sql: Sql, conversation: string, commit: Commit): void {
  const { handled = [], jobs = [], lead, audit = [], questions = [] } = commit;
  keepTranscript(sql, conversation, commit);
  const keepHandled = sql('INSERT OR REPLACE INTO handled VALUES (?, ?, ?, ?)');
  for (const { id, span } of handled) keepHandled.run(conversation, id, span.from, span.to);
  for (const job of jobs) keepJob(sql, { ...job, conversation, revision: commit.expected + 1 });
  if (lead) keepLead(sql, { ...lead, conversation });
  for (const entry of audit) keepAudit(sql, entry);
  for (const question of questions) keepQuestion(sql, { ...question, conversation });
}

export function keepAudit(sql: Sql, { at, who, what, subject }: AuditEntry): void {
  sql('INSERT INTO audit (at, who, what, subject) VALUES (?, ?, ?, ?)').run(at, who, what, subject);
}

function keepTranscript(sql: Sql, conversation: string, { expected, session, messages = [] }: Commit): void {
  const stored = sql('SELECT version, seq FROM conversations WHERE id = ?').get(conversation) ?? { version: 0, seq: 0 };
  if (stored['version'] !== expected) throw new ConflictError(conversation);
  const seq = Number(stored['seq']);
  if (messages.some((message, index) => message.seq !== seq + index + 1)) throw new GapError(conversation, seq);
  sql(
    `INSERT INTO conversations (id, version, seq, session) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, seq = excluded.seq, session = excluded.session`,
  ).run(conversation, expected + 1, seq + messages.length, JSON.stringify(session));
  const keep = sql('INSERT INTO messages VALUES (?, ?, ?)');
  for (const message of messages) keep.run(conversation, message.seq, JSON.stringify(message));
}

function keepQuestion(sql: Sql, { conversation, at, language, text }: OpenQuestion): void {
  sql(
    `INSERT INTO questions (conversation, at, language, text) SELECT ?1, ?2, ?3, ?4
     WHERE (SELECT count(*) FROM questions WHERE conversation = ?1) < ?5`,
  ).run(conversation, at, language, text, questionsKept);
}

function keepJob(sql: Sql, { conversation, id, type, due, attempts, data, revision }: Job & { revision: number }): void {
  sql(
    `INSERT OR REPLACE INTO jobs (conversation, id, type, due, attempts, data, free, revision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(conversation, id, type, due, attempts, JSON.stringify(data), due, revision);
}

function keepLead(sql: Sql, lead: LeadSummary): void {
  const { conversation, id, status, updated } = lead;
  const document = JSON.stringify(lead.document);
  sql(
    `INSERT OR REPLACE INTO leads (conversation, id, status, updated, place, document, text)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(conversation, id, status, updated, placeOf(lead), document, searchable(document));
}
