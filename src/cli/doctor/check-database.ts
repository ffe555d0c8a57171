import { existsSync } from 'node:fs';
import { OmnicrmError } from '../../errors.ts';
import { type Check, failure, type Finding, ok, warning } from './check.ts';

/** The database is sound, of this program's schema, sealed with keys at hand; and what in it waits for somebody. */
export const checkDatabase: Check = async config => {
  if (!existsSync(config.databasePath))
    return [failure('E_CONFIG', `there is no database at ${config.databasePath}`, 'omnicrm init makes one')];
  const { openSqlite } = await import('../../store/open-sqlite.ts');
  const { checkBackup } = await import('../../store/backup/check-backup.ts');
  const { fileKeyRing } = await import('../../store/sealing/key-ring.ts');
  try {
    const sqlite = openSqlite(config.databasePath);
    try {
      const { schema, keys } = checkBackup(
        sqlite,
        fileKeyRing(config.sealKeyFile, () => true),
      );
      const sealed = keys.length === 0 ? 'nothing is sealed yet' : `sealed with ${keys.join(', ')}`;
      const count = (sql: string): number => Number(sqlite.prepare(`select count(*) from ${sql}`).pluck().get());
      return [ok(`the database is sound: schema ${schema}, ${sealed}`), ...waitingFindings(count)];
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (error instanceof OmnicrmError) return [failure(error.code, error.message, error.hint)];
    throw error;
  }
};

const waiting: readonly (readonly [sql: string, what: string, hint: string])[] = [
  [
    `provision where verdict = 'dirty'`,
    'runs failed and left something',
    'omnicrm audit tells what; omnicrm rollback show ID',
  ],
  [
    'provision where held_since is not null and provisioning_status = 1',
    'orders are held for a backend',
    'omnicrm serve takes care of them, or omnicrm resume --all',
  ],
  [
    'provision where interrupted is not null and provisioning_status = 1',
    'runs were interrupted',
    'omnicrm serve takes care of them, or omnicrm resume --all',
  ],
  [`notification where status = 'failed'`, 'messages could not be sent', 'omnicrm notify log'],
];

function waitingFindings(count: (sql: string) => number): Finding[] {
  return waiting.flatMap(([sql, what, hint]) => (count(sql) === 0 ? [] : [warning(`${count(sql)} ${what}`, hint)]));
}
