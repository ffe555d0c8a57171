import type { QueryResult } from 'kysely';
import { OmnicrmError } from '../errors.ts';
import type { Database } from './schema.ts';
import type { Query, Statements } from './statements.ts';

const statements = new WeakMap<Database, Statements>();

/** For those who open databases and transactions: gives one the statements of its connection. */
export function giveStatements<Opened extends Database>(db: Opened, own: Statements): Opened {
  statements.set(db, own);
  return db;
}

/** The statements of an open database or of a transaction on it. */
export function statementsOf(db: Database): Statements {
  const own = statements.get(db);
  if (own === undefined) throw new OmnicrmError('E_INTERNAL', 'the database was opened without its statements');
  return own;
}

/**
 * Runs SQL that needs no building: at once where nobody is in a transaction on the connection or the transaction is the
 * caller's, else in its turn. Standing in the query builder's line costs as much as a small query does.
 */
export async function runQuery<Row>(db: Database, query: Query): Promise<QueryResult<Row>> {
  const own = statementsOf(db);
  if (db.isTransaction) return own.run(query);
  const done = own.inTransaction ? undefined : own.tryNow<Row>(query);
  return done ?? db.connection().execute(() => own.run(query));
}
