import type { DatabaseSync } from 'node:sqlite';

/** Brings the tables to the newest form, one step after the other; refuses a file that a newer program has written. */
export function migrate(database: DatabaseSync): void {
  // Two processes may open a new file at once: the write lock lets the second see what the first has done.
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) {
      throw new Error(`its form is ${version} and this program knows forms up to ${migrations.length}: use the newer program`);
    }
    for (const statements of migrations.slice(version)) database.exec(statements);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** Step n leads from form n to form n + 1. A step that was released is never changed; a new one is added. */
const migrations: readonly string[] = [
  `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, seq INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0, session TEXT NOT NULL
  ) STRICT;
  CREATE TABLE messages (
    conversation TEXT, seq INTEGER, message TEXT NOT NULL, PRIMARY KEY (conversation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE handled (
    conversation TEXT, id TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (conversation, id)
  ) STRICT, WITHOUT ROWID;
  -- free: when it may be leased (again). revision: the version of the conversation that put it there.
  CREATE TABLE jobs (
    conversation TEXT, id TEXT, type TEXT NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, data TEXT NOT NULL,
    free INTEGER NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (conversation, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_by_free ON jobs (free);
  -- place: sorts as lists do. text: what searches look through, in one case and width.
  CREATE TABLE leads (
    conversation TEXT PRIMARY KEY, id TEXT NOT NULL, status TEXT NOT NULL, updated TEXT NOT NULL, place TEXT NOT NULL,
    document TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX leads_by_place ON leads (place);
  CREATE INDEX leads_by_status ON leads (status, place);
  CREATE TABLE records (kind TEXT, id TEXT, document TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (
    position INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_subject ON audit (subject, at, position);
  `,
  `
  CREATE TABLE feeds (
    feed TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL, fence INTEGER NOT NULL, cursor TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE feed_items (
    position INTEGER PRIMARY KEY, feed TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (feed, id)
  ) STRICT;
  `,
  `
  CREATE TABLE questions (
    position INTEGER PRIMARY KEY, conversation TEXT NOT NULL, at TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX questions_by_conversation ON questions (conversation);
  CREATE INDEX questions_by_time ON questions (at);
  `,
];
