import { giveStatements } from './run-query.ts';
import type { Database, Tables } from './schema.ts';
import { createSealer, giveSealer } from './sealer.ts';
import { holdsSealed } from './sealing/read-sealed.ts';
import { fileKeyRing, memoryKeyRing } from './sealing/key-ring.ts';

export interface OpenOptions {
  /** The keys of what is sealed (mode 0600), made when first needed. Without one they live and die with this process. */
  readonly keyFile?: string | undefined;
}

/**
 * Opens the database (see `openSqlite`) behind Kysely; `:memory:` gives a private one. Close it with `db.destroy()`.
 * The query builder is loaded here, when a command needs it. Throws E_DATABASE, E_BUSY or E_CREATE.
 */
export async function openDatabase(path: string, { keyFile }: OpenOptions = {}): Promise<Database> {
  const [{ Kysely }, { openSqlite }, { createSqliteDialect }, { Statements }] = await Promise.all([
    import('kysely'),
    import('./open-sqlite.ts'),
    import('./sqlite-dialect.ts'),
    import('./statements.ts'),
  ]);
  const sqlite = openSqlite(path);
  const ring = keyFile === undefined ? memoryKeyRing : fileKeyRing(keyFile, () => holdsSealed(sqlite));
  const statements = new Statements(sqlite);
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(sqlite, statements) });
  // What it never used the query builder would not close.
  await db.connection().execute(async () => undefined);
  return giveStatements(giveSealer(db, createSealer(ring)), statements);
}
