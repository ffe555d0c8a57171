import { textOf, type Item, type Json } from '../simulator.ts';
import type { HssState } from './rows.ts';
import { tables, type HssRow, type Table, type TableName } from './tables.ts';

/** Columns by which people know a row. */
const naturalKeys: Readonly<Record<TableName, readonly string[]>> = {
  apn: ['apn'],
  auc: ['imsi', 'iccid'],
  subscriber: ['imsi'],
  ims_subscriber: ['msisdn', 'imsi'],
};

/** Rows as they are, named by IMSI, MSISDN or APN. */
export function hssItems(state: HssState): Item[] {
  return Object.values(tables).flatMap(table =>
    state[table.name].map(row => ({ kind: table.name, key: keyOf(table, row), value: row })),
  );
}

/** Rows without ids and times; a key to another row is given as that row's natural key. */
export function hssContent(state: HssState): Item[] {
  return Object.values(tables).flatMap(table =>
    state[table.name].map(row => ({ kind: table.name, key: keyOf(table, row), value: contentOf(state, table, row) })),
  );
}

function contentOf(state: HssState, table: Table, row: HssRow): HssRow {
  const entries = Object.entries(table.columns)
    .filter(([, column]) => column.type !== 'time')
    .map(([name, column]): [string, Json] => [
      name,
      column.references ? target(state, tables[column.references], row[name]) : (row[name] ?? null),
    ]);
  return Object.fromEntries(entries);
}

function target(state: HssState, table: Table, id: Json | undefined): Json {
  const row = state[table.name].find(other => other[table.id] === id);
  return row ? keyOf(table, row) : `missing ${textOf(id)}`;
}

function keyOf(table: Table, row: HssRow): string {
  const column = naturalKeys[table.name].find(name => row[name] !== null && row[name] !== undefined);
  return column === undefined ? `${table.id} ${textOf(row[table.id])}` : textOf(row[column]);
}
