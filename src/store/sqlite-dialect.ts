import type BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SqliteDialectConfig,
} from 'kysely';

/** Kysely's SQLite dialect whose transactions take the write lock at their start: a reader that turns writer cannot fail. */
export function createSqliteDialect(sqlite: BetterSqlite3.Database): Dialect {
  const config: SqliteDialectConfig = { database: sqlite };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: (): Driver => new ImmediateSqliteDriver(config),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: db => dialect.createIntrospector(db),
  };
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
