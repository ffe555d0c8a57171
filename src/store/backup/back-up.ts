import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { OmnicrmError } from '../../errors.ts';
import { explainDatabaseError } from '../database-error.ts';
import { openSqlite } from '../open-sqlite.ts';
import { fileKeyRing } from '../sealing/key-ring.ts';
import { holdsSealed } from '../sealing/read-sealed.ts';
import { sealRows } from '../sealing/seal-rows.ts';
import { checkBackup, type BackupFacts } from './check-backup.ts';
import { makePrivate, sync } from './private-file.ts';

export interface BackupOptions {
  readonly keyFile: string;
  /** Puts it in the place of a file that exists. */
  readonly force?: boolean | undefined;
}

/**
 * Writes a copy of the database as it is at this moment, while others work on it: mode 0600, without pages that were freed,
 * secrets in the clear sealed, its integrity checked before it gets its name. The keys are not in it. Throws E_CONFLICT for a
 * file that exists, E_CREATE, E_DATABASE, E_SEAL.
 */
export function backUp(path: string, target: string, { keyFile, force = false }: BackupOptions): BackupFacts {
  refuseExisting(path, target, force);
  const draft = `${target}.${process.pid}.part`;
  makePrivate(draft);
  try {
    copyInto(path, draft);
    const facts = finish(draft, keyFile);
    sync(draft);
    renameSync(draft, target);
    sync(dirname(target));
    return facts;
  } catch (error) {
    throw explainDatabaseError(error, draft);
  } finally {
    for (const end of ['', '-journal']) rmSync(`${draft}${end}`, { force: true });
  }
}

/** One reading transaction for the whole of it: nobody waits, and writers that come meanwhile are not in it. */
function copyInto(path: string, target: string): void {
  const sqlite = openSqlite(path);
  try {
    sqlite.prepare('vacuum into ?').run(target);
  } finally {
    sqlite.close();
  }
}

function finish(draft: string, keyFile: string): BackupFacts {
  const copy = new BetterSqlite3(draft);
  try {
    const ring = fileKeyRing(keyFile, () => holdsSealed(copy));
    copy.pragma('secure_delete = ON');
    if (sealRows(copy, ring).clear > 0) copy.exec('vacuum');
    return { ...checkBackup(copy, ring), bytes: statSync(draft).size };
  } finally {
    copy.close();
  }
}

function refuseExisting(path: string, target: string, force: boolean): void {
  if (!existsSync(target)) return;
  if (realpathSync(target) === realpathSync(path)) {
    throw new OmnicrmError('E_USAGE', `the backup would take the place of the database: ${target}`);
  }
  if (force && statSync(target).isFile()) return;
  throw new OmnicrmError('E_CONFLICT', `there is something already: ${target}`, {
    hint: 'name another file; --force overwrites a file',
  });
}
