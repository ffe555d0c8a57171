/** Pieces of SQL with their parameters. Lists are put together of text: a tree of nodes costs more to build than to ask. */
import type { Query } from '../../store/statements.ts';
import type { Column } from '../fields/field.ts';

/** SQL with a `?` for each parameter. */
export function clause(sql: string, ...parameters: readonly unknown[]): Query {
  return { sql, parameters };
}

/** The name of a table or a column of a field table. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** True where each is; true of none. */
export function all(clauses: readonly Query[]): Query {
  return joined(clauses, ' and ', 'true');
}

/** True where one is; false of none. */
export function some(clauses: readonly Query[]): Query {
  return joined(clauses, ' or ', 'false');
}

/** `what` is one of these values. */
export function oneOf(what: string, values: readonly Column[]): Query {
  return clause(`${what} in (${values.map(() => '?').join(', ')})`, ...values);
}

/** A `where` of conditions that all must hold, with a space before it; nothing of none. */
export function where(conditions: readonly Query[]): Query {
  if (conditions.length === 0) return clause('');
  const { sql, parameters } = all(conditions);
  return { sql: ` where ${sql}`, parameters };
}

function joined(clauses: readonly Query[], word: string, empty: string): Query {
  if (clauses.length === 0) return clause(empty);
  return {
    sql: `(${clauses.map(({ sql }) => sql).join(word)})`,
    parameters: clauses.flatMap(({ parameters }) => parameters),
  };
}
