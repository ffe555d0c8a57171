/** Queries of hot paths: built and compiled once, run with other values each time. */
import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import { runQuery } from './run-query.ts';
import type { Database } from './schema.ts';

/** Makes a function that runs a query for a row; `build` is called once and must use each value of the row as it is. */
export function compileOnce<Row extends object>(
  names: readonly (keyof Row & string)[],
  build: (db: Database, row: Row) => Compilable,
): (db: Database, row: Row) => Promise<QueryResult<unknown>> {
  const marks = new Map(names.map(name => [Symbol(name), name]));
  let compiled: CompiledQuery | undefined;
  return (db, row) => {
    compiled ??= build(db, markedRow(marks) as Row).compile();
    const parameters = compiled.parameters.map(value => {
      const name = typeof value === 'symbol' ? marks.get(value) : undefined;
      return name === undefined ? value : row[name as keyof Row];
    });
    return runQuery(db, { sql: compiled.sql, parameters });
  };
}

function markedRow(marks: ReadonlyMap<symbol, string>): object {
  return Object.fromEntries([...marks].map(([mark, name]) => [name, mark]));
}
