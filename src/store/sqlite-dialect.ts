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
import { explainDatabaseError } from './database-error.ts';

/** Kysely's SQLite dialect whose transactions take the write lock at their start: a reader that turns writer cannot fail. */
export function createSqliteDialect(sqlite: BetterSqlite3.Database): Dialect {
  const config: SqliteDialectConfig = { database: sqlite };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: (): Driver => new ImmediateSqliteDriver(config, sqlite.name),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: db => dialect.createIntrospector(db),
  };
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #path: string;

  constructor(config: SqliteDialectConfig, path: string) {
    super(config);
    this.#path = path;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new ExplainedConnection(await super.acquireConnection(), this.#path);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** A connection whose failures (disk full, locked, read-only…) are told in words. */
class ExplainedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #path: string;

  constructor(connection: DatabaseConnection, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#connection.executeQuery(query);
    } catch (error) {
      throw explainDatabaseError(error, this.#path);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery(query, chunkSize);
  }
}
