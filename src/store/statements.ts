import { setTimeout as sleep } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { QueryResult } from 'kysely';
import { explainDatabaseError, sqliteCode } from './database-error.ts';

/** SQL with a `?` for each parameter. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** How long a statement waits for another connection's transaction before it gives up. */
const PATIENCE_MS = 10_000;

/** More than the program has; texts with lists of values in them come in many lengths. */
const MOST = 500;

interface Prepared {
  readonly statement: BetterSqlite3.Statement;
  /** Makes a row of its values; without it the statement gives none. */
  readonly rowOf: ((values: readonly unknown[]) => object) | undefined;
  /** The schema whose columns its `*` stands for. */
  readonly schema: number | undefined;
}

/** The prepared statements of a connection, by their text: preparing one costs more than most take to run. */
export class Statements {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #schema: BetterSqlite3.Statement<[], number>;
  readonly #prepared = new Map<string, Prepared>();

  constructor(sqlite: BetterSqlite3.Database) {
    this.#sqlite = sqlite;
    this.#schema = sqlite.prepare<[], number>('pragma schema_version').pluck();
  }

  /** Whether the connection is inside a transaction. */
  get inTransaction(): boolean {
    return this.#sqlite.inTransaction;
  }

  /** Runs a query, waiting for other connections without stopping the process. Failures (disk full, locked…) are told in words. */
  async run<Row>(query: Query): Promise<QueryResult<Row>> {
    for (const deadline = Date.now() + PATIENCE_MS; ;) {
      const done = this.tryNow<Row>(query, Date.now() > deadline);
      if (done !== undefined) return done;
      await sleep(1 + Math.random() * 10);
    }
  }

  /** Runs a query at once; undefined when another connection's lock forbids it, unless it is the last try. */
  tryNow<Row>(query: Query, isLast = false): QueryResult<Row> | undefined {
    try {
      return this.#execute(query);
    } catch (error) {
      if (isBusy(error) && !isLast) return undefined;
      throw explainDatabaseError(error, this.#sqlite.name);
    }
  }

  /** Runs a query at once, inside a transaction: there no lock of others can forbid it. */
  now<Row>(query: Query): QueryResult<Row> {
    return this.tryNow<Row>(query, true) ?? { rows: [] };
  }

  #execute<Row>({ sql, parameters }: Query): QueryResult<Row> {
    const { statement, rowOf } = this.#find(sql);
    if (rowOf !== undefined) return { rows: (statement.all(...parameters) as unknown[][]).map(rowOf) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  /** What a `*` stands for may change under a program that runs: another one brought the schema up to date. */
  #find(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined && (known.schema === undefined || known.schema === this.#schema.get())) return known;
    if (this.#prepared.size >= MOST) this.#prepared.clear();
    const prepared = this.#prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  #prepare(sql: string): Prepared {
    const statement = this.#sqlite.prepare(sql);
    if (!statement.reader) return { statement, rowOf: undefined, schema: undefined };
    const names = statement.columns().map(column => column.name);
    return {
      statement: statement.raw(),
      rowOf: rowMaker(names),
      schema: sql.includes('*') ? this.#schema.get() : undefined,
    };
  }
}

/** Rows that are copies of one object share its shape: that is twice as quick as the library, which builds each by itself. */
function rowMaker(names: readonly string[]): (values: readonly unknown[]) => object {
  const blank = Object.fromEntries(names.map(name => [name, null as unknown]));
  return values => {
    const row = { ...blank };
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index];
    return row;
  };
}

/** Busy statements did nothing and may be tried again; inside a transaction none is busy, for it began with the lock. */
function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
}
