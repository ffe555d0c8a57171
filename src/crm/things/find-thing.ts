import { OmnicrmError, didYouMean } from '../../errors.ts';
import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import { quoted } from './clause.ts';
import { showRow } from './show-row.ts';
import { untyped, type Columns, type Thing } from './thing.ts';

/** The row that a person means: by its id, else by the text of its `name` column. Throws E_NOT_FOUND with the nearest name. */
export async function findThing<Row>(
  db: Database,
  thing: Thing<Row>,
  name: string,
  wanted: string | number,
): Promise<Row> {
  const column = /^\d{1,15}$/.test(String(wanted)) ? thing.key : name;
  const value = column === name ? String(wanted) : Number(wanted);
  const sql = `select * from ${quoted(thing.table)} where ${quoted(column)} = ? limit 1`;
  const [columns] = (await runQuery<Columns>(db, { sql, parameters: [value] })).rows;
  if (columns === undefined) throw await nothingCalled(db, thing, name, String(wanted));
  return showRow(thing, columns);
}

async function nothingCalled(db: Database, thing: Thing, name: string, wanted: string): Promise<OmnicrmError> {
  const rows = await untyped(db).selectFrom(thing.table).select(name).limit(1000).execute();
  const near = didYouMean(
    wanted,
    rows.map(row => String(row[name])),
  );
  const hint = near === undefined ? undefined : `did you mean ${near}?`;
  return new OmnicrmError('E_NOT_FOUND', `there is no ${thing.label} ${wanted}`, { hint });
}
