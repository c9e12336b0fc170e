import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Runs writes that arrive in the same moment in one transaction, so that they share one fsync. Each has a savepoint of its own:
 * one that throws undoes nothing of the others. What was written is durable when its promise resolves.
 */
export class WriteGroup {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #savepoint: StatementSync;
  readonly #rollbackTo: StatementSync;
  readonly #release: StatementSync;
  #waiting: Write[] = [];
  #timer: NodeJS.Immediate | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#savepoint = database.prepare('SAVEPOINT one');
    this.#rollbackTo = database.prepare('ROLLBACK TO one');
    this.#release = database.prepare('RELEASE one');
  }

  async run<T>(write: () => T): Promise<T> {
    if (!this.#database.isOpen) throw new Error('the store is closed');
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ attempt: () => this.#attempt(write, { resolve, reject }), reject });
      // An immediate runs after all input of this round of the event loop was read: that is who shares the fsync.
      this.#timer ??= setImmediate(() => this.flush());
    });
  }

  /** Writes all that waits, now. */
  flush(): void {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length === 0) return;
    try {
      this.#begin.run();
      const outcomes = writes.map((write) => write.attempt());
      this.#commit.run();
      for (const settle of outcomes) settle();
    } catch (error) {
      // Disk full, locked for too long: none of them is kept, and each caller is told.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      for (const write of writes) write.reject(error);
    }
  }

  /** Returns how to tell the caller, for after the commit: until then nothing has happened. */
  #attempt<T>(write: () => T, caller: { resolve: (value: T) => void; reject: (error: unknown) => void }): () => void {
    this.#savepoint.run();
    try {
      const value = write();
      this.#release.run();
      return () => caller.resolve(value);
    } catch (error) {
      this.#rollbackTo.run();
      this.#release.run();
      return () => caller.reject(error);
    }
  }
}

interface Write {
  readonly attempt: () => () => void;
  readonly reject: (error: unknown) => void;
}
