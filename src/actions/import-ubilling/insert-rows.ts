import { sql, type Insertable } from 'kysely';
import { sqliteCode } from '../../store/database-error.ts';
import type { DatabaseTransaction, Tables } from '../../store/schema.ts';
import type { NewRow } from './table-import.ts';

/**
 * Inserts what rows of the dump became, a list for each; gives the reasons of those that the database refused. All at once
 * first; when one is refused, one by one, so that the others come in.
 */
export async function insertRows(
  tx: DatabaseTransaction,
  lists: readonly (readonly NewRow[])[],
): Promise<readonly string[]> {
  const reason = await tryInsert(tx, lists.flat());
  if (reason === undefined) return [];
  const reasons: string[] = [];
  for (const list of lists) {
    const refusal = await tryInsert(tx, list);
    if (refusal !== undefined) reasons.push(refusal);
  }
  return reasons;
}

/** All or none of them, under a savepoint. */
async function tryInsert(tx: DatabaseTransaction, rows: readonly NewRow[]): Promise<string | undefined> {
  await sql`savepoint import_rows`.execute(tx);
  try {
    for (const [table, values] of byTable(rows)) await insert(tx, table, values);
    await sql`release import_rows`.execute(tx);
    return undefined;
  } catch (error) {
    await sql`rollback to import_rows`.execute(tx);
    await sql`release import_rows`.execute(tx);
    return refusalOf(error);
  }
}

function byTable(rows: readonly NewRow[]): Map<keyof Tables, Insertable<Tables[keyof Tables]>[]> {
  const groups = new Map<keyof Tables, Insertable<Tables[keyof Tables]>[]>();
  for (const { table, values } of rows) groups.set(table, [...(groups.get(table) ?? []), values]);
  return groups;
}

async function insert(
  tx: DatabaseTransaction,
  table: keyof Tables,
  values: readonly Insertable<Tables[keyof Tables]>[],
): Promise<void> {
  const query = tx.insertInto(table).values([...values]);
  if (table !== 'subscriber_tag') await query.execute();
  // A tag that somebody has twice is charged twice.
  else for (const value of values) await addTag(tx, value as Insertable<Tables['subscriber_tag']>);
}

async function addTag(tx: DatabaseTransaction, value: Insertable<Tables['subscriber_tag']>): Promise<void> {
  await tx
    .insertInto('subscriber_tag')
    .values(value)
    .onConflict(conflict => conflict.doUpdateSet({ quantity: sql`quantity + 1` }))
    .execute();
}

const refusals: readonly (readonly [string, string])[] = [
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'it refers to something that is not there'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'it is there already'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'it is there already'],
  ['SQLITE_CONSTRAINT', 'it breaks a rule of the database'],
];

function refusalOf(error: unknown): string {
  const code = sqliteCode(error);
  const known = refusals.find(([prefix]) => code?.startsWith(prefix));
  if (known === undefined) throw error;
  return known[1];
}
