import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import { quoted } from './clause.ts';
import type { Thing } from './thing.ts';

export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The first and the last key of a table none of whose rows were ever removed, told by their number: there a page begins at a key
 * that can be reckoned, however far down it is. Undefined for others.
 */
export async function keyRange(db: Database, thing: Thing, total: number): Promise<KeyRange | undefined> {
  const [key, table] = [quoted(thing.key), quoted(thing.table)];
  const sql = `select (select min(${key}) from ${table}) as first, (select max(${key}) from ${table}) as last`;
  const [row] = (await runQuery<{ first: number | null; last: number | null }>(db, { sql, parameters: [] })).rows;
  const { first, last } = row ?? { first: null, last: null };
  return first !== null && last !== null && last - first + 1 === total ? { first, last } : undefined;
}
