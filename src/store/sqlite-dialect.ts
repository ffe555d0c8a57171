import { setTimeout as sleep } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type SqliteDialectConfig,
} from 'kysely';
import { explainDatabaseError, sqliteCode } from './database-error.ts';
import { Statements } from './statements.ts';

/** How long a statement waits for another connection's transaction before it gives up. */
const PATIENCE_MS = 10_000;

/** Kysely's SQLite dialect whose transactions take the write lock at their start: a reader that turns writer cannot fail. */
export function createSqliteDialect(sqlite: BetterSqlite3.Database): Dialect {
  // SQLite's own waiting stops the whole process, the holder of the lock too if it lives here: wait outside instead.
  sqlite.pragma('busy_timeout = 0');
  const config: SqliteDialectConfig = { database: sqlite };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: (): Driver => new ImmediateSqliteDriver(config, sqlite),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: db => dialect.createIntrospector(db),
  };
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #statements: Statements;

  constructor(config: SqliteDialectConfig, sqlite: BetterSqlite3.Database) {
    super(config);
    this.#sqlite = sqlite;
    this.#statements = new Statements(sqlite);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new ExplainedConnection(await super.acquireConnection(), this.#statements, this.#sqlite.name);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite itself has rolled back when the disk is full: the first error is the one to tell. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** A connection that waits its turn without stopping the process, and tells its failures (disk full, locked…) in words. */
class ExplainedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #statements: Statements;
  readonly #path: string;

  constructor(connection: DatabaseConnection, statements: Statements, path: string) {
    this.#connection = connection;
    this.#statements = statements;
    this.#path = path;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (const deadline = Date.now() + PATIENCE_MS; ;) {
      try {
        return this.#statements.execute(query);
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw explainDatabaseError(error, this.#path);
        await sleep(1 + Math.random() * 10);
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery(query, chunkSize);
  }
}

/** Busy statements did nothing and may be tried again; inside a transaction none is busy, for it began with the lock. */
function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
}
