import type BetterSqlite3 from 'better-sqlite3';
import {
  type CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type SqliteDialectConfig,
} from 'kysely';
import type { Statements } from './statements.ts';

/** Kysely's SQLite dialect whose transactions take the write lock at their start: a reader that turns writer cannot fail. */
export function createSqliteDialect(sqlite: BetterSqlite3.Database, statements: Statements): Dialect {
  // SQLite's own waiting stops the whole process, the holder of the lock too if it lives here: wait outside instead.
  sqlite.pragma('busy_timeout = 0');
  const config: SqliteDialectConfig = { database: sqlite };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: (): Driver => new ImmediateSqliteDriver(config, sqlite, statements),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: db => dialect.createIntrospector(db),
  };
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #statements: Statements;

  constructor(config: SqliteDialectConfig, sqlite: BetterSqlite3.Database, statements: Statements) {
    super(config);
    this.#sqlite = sqlite;
    this.#statements = statements;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#statements);
  }

  override async beginTransaction(): Promise<void> {
    await this.#statements.begin();
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#statements.ended();
  }

  /** SQLite itself has rolled back when the disk is full: the first error is the one to tell. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
    } finally {
      this.#statements.ended();
    }
  }

  override async destroy(): Promise<void> {
    await this.#statements.log?.close();
    await super.destroy();
  }
}

/** A connection whose statements are prepared once and wait their turn without stopping the process. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #statements: Statements;

  constructor(connection: DatabaseConnection, statements: Statements) {
    this.#connection = connection;
    this.#statements = statements;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#statements.run(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery(query, chunkSize);
  }
}
