import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import type { Cli } from './command.ts';

/** Opens the configured database for one piece of work and closes it again, whatever happens. */
export async function withDatabase<Result>(cli: Cli, work: (db: Database) => Promise<Result>): Promise<Result> {
  const config = await cli.config();
  requireDatabase(config);
  const { openDatabase } = await import('../store/open-database.ts');
  const db = await openDatabase(config.databasePath, { keyFile: config.sealKeyFile });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** A mistyped home must not become an empty database: only `init` makes one. */
export function requireDatabase(config: Config): void {
  if (existsSync(config.databasePath)) return;
  throw new OmnicrmError('E_CONFIG', `there is no database at ${config.databasePath}`, {
    hint: 'omnicrm init makes one; OMNICRM_HOME names another home.',
  });
}
