/** Queries of hot paths: built and compiled once, run with other values each time. */
import type { Compilable, QueryResult } from 'kysely';
import { runQuery, statementsOf } from './run-query.ts';
import type { Database } from './schema.ts';
import type { Query } from './statements.ts';

type Build<Row> = (db: Database, row: Row) => Compilable;

/** Makes a function that runs a query for a row; `build` is called once and must use each value of the row as it is. */
export function compileOnce<Row extends object>(
  names: readonly (keyof Row & string)[],
  build: Build<Row>,
): (db: Database, row: Row) => Promise<QueryResult<unknown>> {
  const query = queryOf(names, build);
  return (db, row) => runQuery(db, query(db, row));
}

/** The same for a transaction, which is the only one on its connection: the query is done when the function returns. */
export function compileForTransaction<Row extends object>(
  names: readonly (keyof Row & string)[],
  build: Build<Row>,
): (tx: Database, row: Row) => QueryResult<unknown> {
  const query = queryOf(names, build);
  return (tx, row) => statementsOf(tx).now(query(tx, row));
}

function queryOf<Row extends object>(
  names: readonly (keyof Row & string)[],
  build: Build<Row>,
): (db: Database, row: Row) => Query {
  const marks = new Map(names.map(name => [Symbol(name), name]));
  let sql: string | undefined;
  let parts: readonly { readonly name: keyof Row | undefined; readonly value: unknown }[] = [];
  return (db, row) => {
    if (sql === undefined) {
      const compiled = build(db, markedRow(marks) as Row).compile();
      parts = compiled.parameters.map(value => ({ name: marks.get(value as symbol), value }));
      sql = compiled.sql;
    }
    return { sql, parameters: parts.map(({ name, value }) => (name === undefined ? value : row[name])) };
  };
}

function markedRow(marks: ReadonlyMap<symbol, string>): object {
  return Object.fromEntries([...marks].map(([mark, name]) => [name, mark]));
}
