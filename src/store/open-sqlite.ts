import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { OmnicrmError } from '../errors.ts';
import { explainDatabaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import { isUnwritable, openReadOnly } from './open-read-only.ts';

/** How long a process waits for another one's transaction before it gives up. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens (and makes, mode 0600) the SQLite file with WAL, foreign keys and a busy time-out, and brings its schema up to date.
 * One that this user may only read can be read; each write then fails. This is the quick way for a command that only reads
 * a row or two: it loads no query builder. Throws E_DATABASE, E_BUSY or E_CREATE with a hint.
 */
export function openSqlite(path: string): BetterSqlite3.Database {
  try {
    if (path !== ':memory:') createPrivateFile(path);
    return prepare(new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS }));
  } catch (error) {
    const readable = isUnwritable(error) ? openReadOnly(path) : undefined;
    if (readable !== undefined) return readable;
    throw explainDatabaseError(error, path);
  }
}

function prepare(sqlite: BetterSqlite3.Database): BetterSqlite3.Database {
  try {
    sqlite.pragma('journal_mode = WAL');
    // FULL: money is touched once even when the power goes, not only when the process does.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    migrate(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** SQLite would make the file with the umask's mode; its -wal and -shm files take the mode of this one. */
function createPrivateFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    // openReadOnly is next: SQLite itself would open such a file without a word.
    if (isUnwritable(error) && existsSync(path)) throw error;
    throw new OmnicrmError('E_CREATE', `the database cannot be opened or created: ${path}`, {
      hint: 'check that the folder exists and can be written',
      cause: error,
    });
  }
}
