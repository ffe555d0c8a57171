import type BetterSqlite3 from 'better-sqlite3';
import { sealedColumns } from './sealed-columns.ts';

const HEX = '[0-9a-f]'.repeat(8);
const patterns = { text: `sealed:${HEX}:*`, members: `*"sealed:${HEX}:*` };

/** Whether anything in the database is sealed. */
export function holdsSealed(sqlite: BetterSqlite3.Database): boolean {
  return sealedColumns.some(({ table, column, form }) => {
    const query = `select 1 from ${table} where ${column} glob ? limit 1`;
    return sqlite.prepare(query).get(patterns[form]) !== undefined;
  });
}
