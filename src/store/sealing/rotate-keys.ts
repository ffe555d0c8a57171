import type BetterSqlite3 from 'better-sqlite3';
import { OmnicrmError } from '../../errors.ts';
import { readKeyFile, replaceKeyFile } from './key-file.ts';
import { fileKeyRing, type KeyRing } from './key-ring.ts';
import { holdsOthersThan, holdsSealed } from './read-sealed.ts';
import { sealRows, type SealCount } from './seal-rows.ts';
import { newKey } from './sealed-text.ts';

/** Passes over what other processes seal meanwhile; each sees the new key at once, so one more is nearly always enough. */
const PASSES = 10;

export interface Rotation extends SealCount {
  readonly key: string;
  /** Ids of the keys that are gone. */
  readonly dropped: readonly string[];
}

/**
 * Makes a new key, seals everything anew and drops the old keys at the end. Safe while others work; killed half way it
 * leaves all keys in place, and the next call goes on with the new one. Throws E_SEAL, E_CONFIG, E_CREATE.
 */
export function rotateKeys(sqlite: BetterSqlite3.Database, keyFile: string): Rotation {
  // What was there in the clear is overwritten, not only forgotten.
  sqlite.pragma('secure_delete = ON');
  const ring = fileKeyRing(keyFile, () => holdsSealed(sqlite));
  addKey(sqlite, keyFile, ring);
  let count: SealCount = { rows: 0, clear: 0 };
  for (let pass = 0; pass < PASSES; pass++) {
    count = add(count, sealRows(sqlite, ring));
    const { id } = ring.current().keys[0];
    const dropped = dropOthers(sqlite, keyFile, id);
    if (dropped === undefined) continue;
    if (count.clear > 0) forgetFreePages(sqlite);
    return { key: id, dropped, ...count };
  }
  throw new OmnicrmError('E_BUSY', 'something keeps sealing with an old key', {
    hint: 'end other omnicrm processes that run an older program, and run it again: nothing is lost',
  });
}

/** Under the write lock, so that two rotations do not lose each other's key. A file of several keys was left half way. */
function addKey(sqlite: BetterSqlite3.Database, keyFile: string, ring: KeyRing): void {
  const locked = sqlite.transaction(() => {
    const isNew = readKeyFile(keyFile) === undefined;
    const before = ring.current();
    if (isNew || before.keys.length > 1) return;
    replaceKeyFile(keyFile, { ...before, keys: [newKey(), ...before.keys] });
  });
  locked.immediate();
}

/** Nobody can write what is sealed with an old key while we look. Undefined when somebody did before. */
function dropOthers(sqlite: BetterSqlite3.Database, keyFile: string, id: string): readonly string[] | undefined {
  const locked = sqlite.transaction(() => {
    if (holdsOthersThan(sqlite, id)) return undefined;
    const { keys, lookup } = readKeyFile(keyFile) ?? { keys: [], lookup: undefined };
    const newest = keys.find(key => key.id === id);
    if (newest === undefined || lookup === undefined) throw changed(keyFile);
    replaceKeyFile(keyFile, { keys: [newest], lookup });
    return keys.filter(key => key !== newest).map(key => key.id);
  });
  return locked.immediate();
}

/** Pages that were freed long ago may hold a secret in the clear; the log does until it is cut. */
function forgetFreePages(sqlite: BetterSqlite3.Database): void {
  sqlite.exec('vacuum');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}

function add(a: SealCount, b: SealCount): SealCount {
  return { rows: a.rows + b.rows, clear: a.clear + b.clear };
}

function changed(keyFile: string): OmnicrmError {
  return new OmnicrmError('E_CONFIG', `the file of the seal keys was changed by somebody else: ${keyFile}`, {
    hint: 'run it again',
  });
}
