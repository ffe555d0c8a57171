import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { counted } from '../../counted.ts';
import { OmnicrmError } from '../../errors.ts';
import { explainDatabaseError, sqliteCode } from '../database-error.ts';
import { fileKeyRing } from '../sealing/key-ring.ts';
import { checkBackup, openRuns, type BackupFacts } from './check-backup.ts';
import { markOpenRuns } from './mark-open-runs.ts';
import { makePrivate, sync } from './private-file.ts';

export interface RestoreOptions {
  readonly keyFile: string;
  /** Also when runs of the present database have not ended: what they did is forgotten. */
  readonly force?: boolean | undefined;
}

export interface Restored extends BackupFacts {
  /** Where the database of before stands now; null when there was none. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the place of the database; the one of before stays beside it. Nothing is touched before the backup has
 * been checked. Runs that were under way then wait for a person. Throws E_NOT_FOUND, E_INPUT, E_DATABASE, E_SEAL, E_BUSY while another process has the database open, E_CONFLICT
 * while runs have not ended.
 */
export async function restore(source: string, path: string, options: RestoreOptions): Promise<Restored> {
  refuseLive(source);
  const draft = `${path}.${process.pid}.part`;
  makePrivate(draft);
  try {
    copyFileSync(source, draft);
    const facts = checkDraft(draft, options.keyFile);
    const kept = existsSync(path) ? await replace(path, draft, options.force === true) : moveIn(path, draft);
    return { ...facts, kept };
  } catch (error) {
    throw explainDatabaseError(error, draft);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true });
  }
}

function checkDraft(draft: string, keyFile: string): BackupFacts {
  const copy = new BetterSqlite3(draft);
  try {
    const facts = checkBackup(
      copy,
      fileKeyRing(keyFile, () => true),
    );
    markOpenRuns(copy);
    copy.pragma('journal_mode = DELETE');
    return { ...facts, bytes: statSync(draft).size };
  } finally {
    copy.close();
  }
}

/** A database that can be read gets the backup's pages in one transaction; a damaged one gives way to the file. */
async function replace(path: string, draft: string, force: boolean): Promise<string> {
  const kept = `${path}.before-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`;
  const alone = openAlone(path);
  if (alone === undefined) {
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${kept}${end}`);
    moveIn(path, draft);
    return kept;
  }
  try {
    if (!force) refuseOpenRuns(alone);
    makePrivate(kept);
    copyFileSync(path, kept);
    sync(kept);
  } finally {
    alone.close();
  }
  await copyPages(draft, path);
  return kept;
}

/** The database with no other process on it, all of it in its one file; undefined when it is damaged. Throws E_BUSY. */
function openAlone(path: string): BetterSqlite3.Database | undefined {
  const sqlite = new BetterSqlite3(path, { timeout: 0 });
  try {
    // Only who is alone can leave the write-ahead log.
    sqlite.pragma('journal_mode = DELETE');
    openRuns(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (isDamage(sqliteCode(error))) return undefined;
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error;
    throw new OmnicrmError('E_BUSY', `another process has the database open: ${path}`, {
      hint: 'end `omnicrm serve` and what else uses it, and run it again',
      cause: error,
    });
  }
}

/** SQLITE_ERROR: a table is missing, so it never was a database of ours. */
function isDamage(code: string | undefined): boolean {
  return code !== undefined && /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code);
}

/** In place, under SQLite's own locks: who opens it meanwhile waits, and sees the old or the new, never a mix. */
async function copyPages(draft: string, path: string): Promise<void> {
  const copy = new BetterSqlite3(draft);
  try {
    await copy.backup(path, { progress: () => Number.MAX_SAFE_INTEGER });
  } finally {
    copy.close();
  }
}

function moveIn(path: string, draft: string): null {
  sync(draft);
  renameSync(draft, path);
  return null;
}

function refuseLive(source: string): void {
  if (!existsSync(source)) throw new OmnicrmError('E_NOT_FOUND', `there is no file ${source}`);
  if (!existsSync(`${source}-wal`) || statSync(`${source}-wal`).size === 0) return;
  throw new OmnicrmError('E_INPUT', `the file is a database in use, not a backup: ${source}`, {
    hint: 'omnicrm backup makes one',
  });
}

function refuseOpenRuns(sqlite: BetterSqlite3.Database): void {
  const open = openRuns(sqlite);
  if (open.length === 0) return;
  throw new OmnicrmError(
    'E_CONFLICT',
    `the database has ${counted(open.length, 'run')} without an end: ${open.slice(0, 10).join(', ')}`,
    {
      hint: 'omnicrm status shows them; --force forgets what they did',
    },
  );
}
