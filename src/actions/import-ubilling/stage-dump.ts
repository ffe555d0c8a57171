/** A dump's rows in a private database of their own, which goes away with the import. */
import BetterSqlite3 from 'better-sqlite3';
import { OmnicrmError } from '../../errors.ts';
import type { SqlToken } from './split-statements.ts';
import { addMysqlFunctions } from './mysql-functions.ts';
import { expressionText, readInsert, readTableColumns } from './read-insert.ts';

export type StagedValue = string | number | null;

/** The staged rows of a dump, table by table. */
export class StagedDump {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #columns = new Map<string, Set<string>>();
  readonly #declared = new Map<string, readonly string[]>();
  readonly #inserts = new Map<string, BetterSqlite3.Statement>();
  /** Statements that are neither rows nor structure, by their first words. */
  readonly ignored = new Map<string, number>();

  constructor(now: Date) {
    // The empty name: SQLite keeps what does not fit in memory in a file without a name.
    this.#sqlite = new BetterSqlite3('');
    addMysqlFunctions(this.#sqlite, now);
    this.#sqlite.exec('begin');
  }

  get tables(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** Takes one statement of the dump. Throws E_INPUT when it cannot be carried out. */
  take(tokens: readonly SqlToken[]): void {
    try {
      this.#take(tokens);
    } catch (error) {
      if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
      const start = expressionText(tokens.slice(0, 8));
      throw new OmnicrmError('E_INPUT', `cannot carry out '${start} …' of the dump: ${error.message}`, {
        hint: 'mysqldump writes plain values, which can always be read',
        cause: error,
      });
    }
  }

  #take(tokens: readonly SqlToken[]): void {
    const kind = tokens[0]?.value.toUpperCase();
    if (kind === undefined || structure.has(kind)) return;
    if (kind === 'CREATE') return this.#declare(tokens);
    if (kind === 'INSERT' || kind === 'REPLACE') return this.#insert(tokens);
    if (kind === 'UPDATE' || kind === 'DELETE') return this.#run(tokens);
    this.ignored.set(kind, (this.ignored.get(kind) ?? 0) + 1);
  }

  /** Rows in the order in which they came; `rowid` numbers them from 1. */
  *rows(table: string): IterableIterator<Readonly<Record<string, StagedValue>>> {
    if (!this.#columns.has(table)) return;
    yield* this.#sqlite.prepare(`select rowid, * from ${quoted(table)}`).iterate() as IterableIterator<
      Readonly<Record<string, StagedValue>>
    >;
  }

  count(table: string): number {
    return Number(
      this.#sqlite
        .prepare(`select count(*) from ${quoted(table)}`)
        .pluck()
        .get(),
    );
  }

  close(): void {
    this.#sqlite.close();
  }

  #declare(tokens: readonly SqlToken[]): void {
    const table = readTableColumns(tokens);
    if (table === undefined) return;
    this.#declared.set(table.name, table.columns);
    this.#ensure(table.name, table.columns);
  }

  #insert(tokens: readonly SqlToken[]): void {
    const insert = readInsert(tokens, name => this.#declared.get(name));
    this.#ensure(insert.table, insert.columns);
    if ('query' in insert) {
      const names = insert.columns.map(quoted).join(', ');
      this.#sqlite.exec(`insert into ${quoted(insert.table)} (${names}) ${expressionText(insert.query)}`);
      return;
    }
    const statement = this.#statement(insert.table, insert.columns);
    for (const row of insert.rows)
      statement.run(row.map(value => (typeof value === 'object' ? this.#value(value) : value)));
  }

  /** What an expression such as NOW() - INTERVAL 1 DAY comes to. */
  #value(tokens: readonly SqlToken[] | null): StagedValue {
    if (tokens === null) return null;
    return this.#sqlite
      .prepare(`select ${expressionText(tokens)}`)
      .pluck()
      .get() as StagedValue;
  }

  #run(tokens: readonly SqlToken[]): void {
    const [first, second, third] = tokens;
    const name = first?.value.toUpperCase() === 'DELETE' ? third : second;
    if (name !== undefined && this.#columns.has(name.value)) this.#sqlite.exec(expressionText(tokens));
  }

  #statement(table: string, columns: readonly string[]): BetterSqlite3.Statement {
    const key = `${table}(${columns.join()})`;
    const known = this.#inserts.get(key);
    if (known !== undefined) return known;
    const marks = columns.map(() => '?').join(', ');
    const text = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values (${marks})`;
    const statement = this.#sqlite.prepare(text);
    this.#inserts.set(key, statement);
    return statement;
  }

  #ensure(table: string, columns: readonly string[]): void {
    const known = this.#columns.get(table) ?? new Set<string>();
    const missing = columns.filter(column => !known.has(column.toLowerCase()));
    if (this.#columns.has(table)) {
      for (const column of missing) this.#sqlite.exec(`alter table ${quoted(table)} add column ${quoted(column)}`);
    } else this.#sqlite.exec(`create table ${quoted(table)} (${columns.map(quoted).join(', ')})`);
    this.#columns.set(table, new Set([...known, ...columns.map(column => column.toLowerCase())]));
  }
}

const structure = new Set(['SET', 'LOCK', 'UNLOCK', 'DROP', 'ALTER', 'USE', 'START', 'BEGIN', 'COMMIT', 'DELIMITER']);

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
