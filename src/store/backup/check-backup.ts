import type BetterSqlite3 from 'better-sqlite3';
import { counted } from '../../counted.ts';
import { OmnicrmError } from '../../errors.ts';
import { migrate } from '../migrate.ts';
import { createSealer } from '../sealer.ts';
import type { KeyRing } from '../sealing/key-ring.ts';
import { samplesByKey } from '../sealing/read-sealed.ts';

export interface BackupFacts {
  /** Version of the schema it was made with. */
  readonly schema: number;
  /** Size of the file. */
  readonly bytes: number;
  /** Ids of the keys that its secrets are sealed with: needed to restore it. */
  readonly keys: readonly string[];
  /** Runs that were under way. */
  readonly open_runs: readonly number[];
}

/**
 * Checks that a copy is an omnicrm database, sound, of a schema this program knows (an older one is brought up to date), and
 * sealed with keys that are at hand.
 * Throws E_INPUT for another file, E_DATABASE for a damaged one or a newer schema, E_SEAL.
 */
export function checkBackup(copy: BetterSqlite3.Database, ring: KeyRing): Omit<BackupFacts, 'bytes'> {
  const schema = checkSchema(copy);
  checkIntegrity(copy);
  migrate(copy);
  const sealer = createSealer(ring);
  const samples = samplesByKey(copy);
  for (const sample of samples.values()) sealer.open(sample);
  return { schema, keys: [...samples.keys()], open_runs: openRuns(copy) };
}

/** Ids of the runs that have not ended. */
export function openRuns(sqlite: BetterSqlite3.Database): number[] {
  return sqlite.prepare('select provision_id from provision where provisioning_status = 1').pluck().all() as number[];
}

function checkSchema(copy: BetterSqlite3.Database): number {
  const schema = Number(copy.pragma('user_version', { simple: true }));
  const ours = copy.prepare(`select count(*) from sqlite_master where name in (${OUR_TABLES})`).pluck().get();
  if (schema >= 2 && ours === 3) return schema;
  throw new OmnicrmError('E_INPUT', `the file is no database of omnicrm: ${copy.name}`);
}

const OUR_TABLES = `'provision', 'inventory_template', 'product'`;

function checkIntegrity(copy: BetterSqlite3.Database): void {
  const found = copy.pragma('integrity_check(1)', { simple: true });
  const broken = copy.pragma('foreign_key_check') as readonly unknown[];
  if (found === 'ok' && broken.length === 0) return;
  const what = found === 'ok' ? `${counted(broken.length, 'row')} without the row referred to` : String(found);
  throw new OmnicrmError('E_DATABASE', `the database is damaged (${what}): ${copy.name}`, {
    hint: 'take another backup of it',
  });
}
