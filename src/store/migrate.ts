import type BetterSqlite3 from 'better-sqlite3';
import { OmnicrmError } from '../errors.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the schema up to date. The write lock is taken before the version is read, so two processes that start at once do
 * it once. Throws E_DATABASE when the file comes from a newer omnicrm.
 */
export function migrate(sqlite: BetterSqlite3.Database): void {
  if (schemaVersion(sqlite) === latest()) return;
  sqlite.transaction(() => applyMissing(sqlite)).immediate();
}

function applyMissing(sqlite: BetterSqlite3.Database): void {
  const version = schemaVersion(sqlite);
  if (version > latest()) throw newerSchema(sqlite.name, version);
  for (const migration of migrations) if (migration.number > version) apply(sqlite, migration);
}

function apply(sqlite: BetterSqlite3.Database, migration: Migration): void {
  sqlite.exec(migration.sql);
  sqlite.pragma(`user_version = ${migration.number}`);
}

function schemaVersion(sqlite: BetterSqlite3.Database): number {
  return Number(sqlite.pragma('user_version', { simple: true }));
}

function latest(): number {
  return migrations.at(-1)?.number ?? 0;
}

function newerSchema(path: string, version: number): OmnicrmError {
  return new OmnicrmError('E_DATABASE', `the database was made by a newer omnicrm (schema ${version}): ${path}`, {
    hint: `this program knows schema ${latest()}; update it`,
  });
}
