/** Inserting, changing and deleting rows under PyHSS's constraints. Rows are never changed in place. */

import type { Json } from '../simulator.ts';
import { convertValue } from './convert.ts';
import { HssRefusal, integrityError, internalError } from './replies.ts';
import { tables, type HssRow, type Table, type TableName } from './tables.ts';

export type HssState = Record<TableName, HssRow[]>;

export interface RowContext {
  readonly state: HssState;
  readonly foreignKeys: boolean;
  /** The time as PyHSS writes it: no fractions. */
  readonly now: string;
}

/** A new row with all columns. Refused: unknown columns (500), broken constraints (400). */
export function insertRow(context: RowContext, table: Table, fields: HssRow): HssRow {
  const unknown = Object.keys(fields).find(name => name !== table.id && !Object.hasOwn(table.columns, name));
  if (unknown !== undefined)
    throw new HssRefusal(internalError(`'${unknown}' is an invalid keyword argument for ${table.name.toUpperCase()}`));
  const row = { ...newRow(context, table), ...convertFields(table, fields) };
  const statement = `INSERT INTO ${table.name} (${columnNames(table).join(', ')}) VALUES (${columnNames(table)
    .map(() => '?')
    .join(', ')})`;
  checkConstraints(context, table, row, undefined, statement);
  context.state[table.name].push(row);
  return row;
}

/** The row after the change; unknown columns are ignored. */
export function updateRow(context: RowContext, table: Table, old: HssRow, fields: HssRow): HssRow {
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(table.columns, name));
  const row = { ...old, ...convertFields(table, Object.fromEntries(known)), last_modified: context.now };
  const statement = `UPDATE ${table.name} SET ${known.map(([name]) => `${name}=?`).join(', ')} WHERE ${table.name}.${table.id} = ?`;
  checkConstraints(context, table, row, old, statement);
  const rows = context.state[table.name];
  rows[rows.indexOf(old)] = row;
  return row;
}

/** Takes a row away; with foreign keys on, not while another row names it. */
export function deleteRow(context: RowContext, table: Table, row: HssRow): void {
  if (context.foreignKeys && isReferenced(context.state, table, row)) {
    const statement = `DELETE FROM ${table.name} WHERE ${table.name}.${table.id} = ?`;
    throw new HssRefusal(integrityError('FOREIGN KEY constraint failed', statement, [row[table.id] ?? null]));
  }
  context.state[table.name] = context.state[table.name].filter(other => other !== row);
}

/** The row whose column holds a value; numeric columns take numeric text. */
export function findRow(state: HssState, table: Table, column: string, value: string): HssRow | undefined {
  if (column !== table.id) return state[table.name].find(row => row[column] === value);
  return /^\d+$/.test(value) ? state[table.name].find(row => row[column] === Number(value)) : undefined;
}

/** All columns in order, empty ones with their default. The id follows the highest in use, as SQLite gives it. */
function newRow(context: RowContext, table: Table): HssRow {
  const id = Math.max(0, ...context.state[table.name].map(row => Number(row[table.id]))) + 1;
  const defaults = Object.entries(table.columns).map(([name, column]): [string, Json] => [
    name,
    column.default ?? null,
  ]);
  return { [table.id]: id, ...Object.fromEntries(defaults), last_modified: context.now };
}

function convertFields(table: Table, fields: HssRow): HssRow {
  const id = { type: 'int' } as const;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, convertValue(table, name, table.columns[name] ?? id, value)]),
  );
}

function checkConstraints(
  context: RowContext,
  table: Table,
  row: HssRow,
  old: HssRow | undefined,
  statement: string,
): void {
  const broken = notNull(table, row) ?? notUnique(context.state, table, row, old) ?? danglingKey(context, table, row);
  if (broken !== undefined)
    throw new HssRefusal(
      integrityError(
        broken,
        statement,
        columnNames(table).map(name => row[name] ?? null),
      ),
    );
}

function notNull(table: Table, row: HssRow): string | undefined {
  const name = columnNames(table).find(column => table.columns[column]?.required && row[column] === null);
  return name === undefined ? undefined : `NOT NULL constraint failed: ${table.name}.${name}`;
}

function notUnique(state: HssState, table: Table, row: HssRow, old: HssRow | undefined): string | undefined {
  const unique = [
    table.id,
    ...columnNames(table).filter(column => table.columns[column]?.unique && row[column] !== null),
  ];
  const name = unique.find(column => state[table.name].some(other => other !== old && other[column] === row[column]));
  return name === undefined ? undefined : `UNIQUE constraint failed: ${table.name}.${name}`;
}

function danglingKey(context: RowContext, table: Table, row: HssRow): string | undefined {
  if (!context.foreignKeys) return undefined;
  const dangling = Object.entries(table.columns).some(([name, column]) => {
    const target = column.references && tables[column.references];
    return target && row[name] !== null && !context.state[target.name].some(other => other[target.id] === row[name]);
  });
  return dangling ? 'FOREIGN KEY constraint failed' : undefined;
}

function isReferenced(state: HssState, table: Table, row: HssRow): boolean {
  return Object.values(tables).some(other =>
    Object.entries(other.columns).some(
      ([name, column]) =>
        column.references === table.name && state[other.name].some(candidate => candidate[name] === row[table.id]),
    ),
  );
}

function columnNames(table: Table): string[] {
  return Object.keys(table.columns);
}
