import type { Database } from './schema.ts';

/**
 * Opens the database (see `openSqlite`) behind Kysely; `:memory:` gives a private one. Close it with `db.destroy()`.
 * The query builder is loaded here, when a command needs it. Throws E_DATABASE, E_BUSY or E_CREATE.
 */
export async function openDatabase(path: string): Promise<Database> {
  const [{ Kysely }, { openSqlite }, { createSqliteDialect }] = await Promise.all([
    import('kysely'),
    import('./open-sqlite.ts'),
    import('./sqlite-dialect.ts'),
  ]);
  return new Kysely({ dialect: createSqliteDialect(openSqlite(path)) });
}
