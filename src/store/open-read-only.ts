/** A database that this user may read and not write: on a read-only disk, or another's. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { sqliteCode } from './database-error.ts';
import { migrate } from './migrate.ts';

const REFUSALS = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC']);

/** Whether the file, or the folder where its log belongs, cannot be written: the system's errors and SQLite's. */
export function isUnwritable(error: unknown): boolean {
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(sqliteCode(error) ?? '')) return true;
  return error instanceof Error && 'code' in error && REFUSALS.has(String(error.code));
}

/** Opens a database for reading; undefined when it cannot be read either. Each write to it fails with SQLITE_READONLY. */
export function openReadOnly(path: string): BetterSqlite3.Database | undefined {
  if (!existsSync(path)) return undefined;
  return readable(() => new BetterSqlite3(path, { readonly: true })) ?? readable(() => openCopy(path));
}

function readable(open: () => BetterSqlite3.Database): BetterSqlite3.Database | undefined {
  let sqlite: BetterSqlite3.Database | undefined;
  try {
    sqlite = open();
    sqlite.pragma('query_only = ON');
    migrate(sqlite);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    if (isUnwritable(error)) return undefined;
    throw error;
  }
}

/** SQLite reads no file with a log where it cannot make the log's index: with no log at hand, all of it is in the file. */
function openCopy(path: string): BetterSqlite3.Database {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) return new BetterSqlite3(path, { readonly: true });
  const bytes = readFileSync(path);
  // Bytes 18 and 19 of the header say that there is a log (2); a copy in memory has none (1).
  bytes.fill(1, 18, 20);
  return new BetterSqlite3(bytes);
}
