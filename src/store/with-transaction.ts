import { giveStatements, statementsOf } from './run-query.ts';
import type { Database, DatabaseTransaction } from './schema.ts';
import { giveSealer, sealerOf } from './sealer.ts';

/**
 * Runs `work` in one transaction that takes the write lock at once (BEGIN IMMEDIATE), so that what it reads stays true until
 * it commits. Inside another transaction it joins that one. Keep it short: no network calls inside.
 */
export async function withTransaction<T>(
  db: Database,
  work: (transaction: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db as DatabaseTransaction);
  return db
    .transaction()
    .execute(transaction =>
      work(giveStatements(giveSealer(transaction, sealerOf(db).forTransaction()), statementsOf(db))),
    );
}
