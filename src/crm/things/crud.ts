import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import type { Input } from '../types.ts';
import { quoted } from './clause.ts';
import { checkChanges, checkNew } from './check-input.ts';
import { explainConstraints } from './constraint-error.ts';
import { notFound, readId } from './read-id.ts';
import { selectShown, showRow } from './show-row.ts';
import { stamp, untyped, type Columns, type Thing } from './thing.ts';

/** Makes a row after checking its input; `extra` sets columns that callers cannot. Throws E_INPUT or E_CONFLICT. */
export async function createThing<Row>(
  db: Database,
  thing: Thing<Row>,
  input: Input,
  extra: Columns = {},
): Promise<Row> {
  const columns = { ...(await checkNew(db, thing, input)), ...extra, ...stamp(thing, 'created', 'last_modified') };
  const insert = untyped(db).insertInto(thing.table).values(columns).returningAll();
  return showRow(thing, await explainConstraints(thing, () => insert.executeTakeFirstOrThrow()));
}

/** Changes the given fields of a row. Throws E_NOT_FOUND, E_INPUT or E_CONFLICT. */
export async function updateThing<Row>(db: Database, thing: Thing<Row>, id: unknown, changes: Input): Promise<Row> {
  await getColumns(db, thing, id);
  const columns = await checkChanges(db, thing, changes);
  return showRow(thing, await writeColumns(db, thing, readId(thing, id), columns));
}

/** One row. Throws E_NOT_FOUND. */
export async function getThing<Row>(db: Database, thing: Thing<Row>, id: unknown): Promise<Row> {
  return showRow(thing, await findColumns(db, thing, id, selectShown(thing)));
}

/** Removes a row and gives it back as it was. Throws E_NOT_FOUND, or E_CONFLICT while others refer to it. */
export async function deleteThing<Row>(db: Database, thing: Thing<Row>, id: unknown): Promise<Row> {
  const query = untyped(db).deleteFrom(thing.table).where(thing.key, '=', readId(thing, id)).returningAll();
  const columns = await explainConstraints(thing, () => query.executeTakeFirst());
  if (columns === undefined) throw notFound(thing, id);
  return showRow(thing, columns);
}

/** A row as it is stored. Throws E_NOT_FOUND. */
export function getColumns(db: Database, thing: Thing, id: unknown): Promise<Columns> {
  return findColumns(db, thing, id, '*');
}

async function findColumns(db: Database, thing: Thing, id: unknown, select: string): Promise<Columns> {
  const sql = `select ${select} from ${quoted(thing.table)} where ${quoted(thing.key)} = ?`;
  const [columns] = (await runQuery<Columns>(db, { sql, parameters: [readId(thing, id)] })).rows;
  if (columns === undefined) throw notFound(thing, id);
  return columns;
}

/** Sets columns that were checked before, and the moment of the change. */
export async function writeColumns(db: Database, thing: Thing, id: number, columns: Columns): Promise<Columns> {
  const changed = { ...columns, ...stamp(thing, 'last_modified') };
  if (Object.keys(changed).length === 0) return getColumns(db, thing, id);
  const update = untyped(db).updateTable(thing.table).set(changed).where(thing.key, '=', id).returningAll();
  return explainConstraints(thing, () => update.executeTakeFirstOrThrow());
}
