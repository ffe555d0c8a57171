/** Brings the write-ahead log of a database to the disk while the process goes on: SQLite itself would stop it. */
import { realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { explainDatabaseError } from './database-error.ts';

export class LogSync {
  readonly #database: string;
  #file: FileHandle | undefined;

  constructor(database: string) {
    this.#database = database;
  }

  /** When it resolves, all that was committed before is on the disk. Throws E_DATABASE. */
  async sync(): Promise<void> {
    try {
      this.#file ??= await open(`${this.#database}-wal`, 'r+');
      await this.#file.datasync();
    } catch (cause) {
      const error = Object.assign(new Error('the log cannot be synced', { cause }), { code: 'SQLITE_IOERR_FSYNC' });
      throw explainDatabaseError(error, this.#database);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

/** For a database that has such a log; undefined for one in memory, that is read only, or on a file system that bears none. */
export function logSyncOf(sqlite: BetterSqlite3.Database): LogSync | undefined {
  const isLogged = !sqlite.readonly && sqlite.pragma('journal_mode', { simple: true }) === 'wal';
  // The log lies beside the file itself, whatever links lead there.
  return isLogged ? new LogSync(realpathSync(sqlite.name)) : undefined;
}
