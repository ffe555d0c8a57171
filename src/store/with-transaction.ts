import { giveStatements, statementsOf } from './run-query.ts';
import type { Database, DatabaseTransaction } from './schema.ts';
import { giveSealer, sealerOf } from './sealer.ts';

type Work<T> = (transaction: DatabaseTransaction) => Promise<T>;

/**
 * Runs `work` in one transaction that takes the write lock at once (BEGIN IMMEDIATE), so that what it reads stays true until
 * it commits. Inside another transaction it joins that one. Keep it short: no network calls inside.
 */
export async function withTransaction<T>(db: Database, work: Work<T>): Promise<T> {
  if (db.isTransaction) return work(db as DatabaseTransaction);
  return db.transaction().execute(transaction => work(equipped(transaction, db)));
}

/** The same in a transaction of its own that is on the disk only when `sync` was called after it: the process need not stop for it. */
export function withUnsyncedTransaction<T>(db: Database, work: Work<T>): Promise<T> {
  return db.connection().execute(connection => {
    statementsOf(db).leaveUnsynced();
    return connection.transaction().execute(transaction => work(equipped(transaction, db)));
  });
}

/** Waits until all that was committed is on the disk. Throws E_DATABASE. */
export async function sync(db: Database): Promise<void> {
  await statementsOf(db).log?.sync();
}

function equipped(transaction: DatabaseTransaction, db: Database): DatabaseTransaction {
  return giveStatements(giveSealer(transaction, sealerOf(db).forTransaction()), statementsOf(db));
}
