/** The database that FreeRADIUS reads: a file of its own, for the server needs passwords in the clear and nothing else of ours. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { explainDatabaseError } from '../database-error.ts';
import { radiusSchema } from './radius-schema.ts';

const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens the file, and makes what is missing of FreeRADIUS's own tables in it. A new file is its owner's alone: its group and mode
 * are for the administrator to choose. Throws E_DATABASE, E_BUSY.
 */
export function openRadius(path: string): BetterSqlite3.Database {
  const umask = process.umask(0o077);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const sqlite = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS });
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec(radiusSchema);
    return sqlite;
  } catch (error) {
    throw explainDatabaseError(error, path);
  } finally {
    process.umask(umask);
  }
}
