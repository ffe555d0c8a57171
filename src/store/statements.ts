import { setTimeout as sleep } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import type { QueryResult } from 'kysely';
import { explainDatabaseError, sqliteCode } from './database-error.ts';
import { type LogSync, logSyncOf } from './log-sync.ts';

/** SQL with a `?` for each parameter. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** How long a statement waits for another connection's transaction before it gives up. */
const PATIENCE_MS = 10_000;

const BEGIN: Query = { sql: 'begin immediate', parameters: [] };

/** More than the program has; texts with lists of values in them come in many lengths. */
const MOST = 500;

interface Prepared {
  readonly statement: BetterSqlite3.Statement;
  /** Makes a row of its values; known once it has run, for its columns may be told from a schema that is over. */
  rowOf: ((values: readonly unknown[]) => object) | undefined;
  /** The schema whose columns its `*` stands for. */
  readonly schema: number | undefined;
}

/** The prepared statements of a connection, by their text: preparing one costs more than most take to run. */
export class Statements {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #schema: BetterSqlite3.Statement<[], number>;
  readonly #prepared = new Map<string, Prepared>();
  /** Undefined where commits cannot but wait for the disk. */
  readonly log: LogSync | undefined;
  #isUnsynced = false;

  constructor(sqlite: BetterSqlite3.Database) {
    this.#sqlite = sqlite;
    this.log = logSyncOf(sqlite);
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

  /** The next transaction's commit does not wait for the disk: who says so calls `log.sync` after it. */
  leaveUnsynced(): void {
    this.#isUnsynced = this.log !== undefined;
  }

  /** Begins a transaction with the write lock, waiting for other connections as `run` does. */
  async begin(): Promise<void> {
    try {
      for (const deadline = Date.now() + PATIENCE_MS; !this.#hasBegun(Date.now() > deadline);)
        await sleep(1 + Math.random() * 10);
    } catch (error) {
      this.ended();
      throw error;
    }
  }

  #hasBegun(isLast: boolean): boolean {
    // Set together with the beginning: no statement of others may come between, to be left unsynced too.
    if (this.#isUnsynced) this.#sqlite.pragma('synchronous = NORMAL');
    if (this.tryNow(BEGIN, isLast) !== undefined) return true;
    if (this.#isUnsynced) this.#sqlite.pragma('synchronous = FULL');
    return false;
  }

  /** After a commit or a rollback. */
  ended(): void {
    if (this.#isUnsynced) this.#sqlite.pragma('synchronous = FULL');
    this.#isUnsynced = false;
  }

  #execute<Row>({ sql, parameters }: Query): QueryResult<Row> {
    const prepared = this.#find(sql);
    const { statement } = prepared;
    if (statement.reader) {
      const rows = statement.all(...parameters) as (readonly unknown[])[];
      prepared.rowOf ??= rowMaker(statement.columns().map(({ name }) => name));
      return { rows: rows.map(prepared.rowOf) as Row[] };
    }
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
    // Asked before it is prepared: a number that is too old is only asked again.
    const schema = /\*(?!\))/.test(sql) ? this.#schema.get() : undefined;
    const statement = this.#sqlite.prepare(sql);
    return { statement: statement.reader ? statement.raw() : statement, rowOf: undefined, schema };
  }
}

/** Values become a row here, in half the time that the library takes to name them one by one from outside. */
function rowMaker(names: readonly string[]): (values: readonly unknown[]) => object {
  return values => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index];
    return row;
  };
}

/** Busy statements did nothing and may be tried again; inside a transaction none is busy, for it began with the lock. */
function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
}
