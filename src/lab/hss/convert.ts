import type { Json } from '../simulator.ts';
import { HssRefusal, internalError, pythonText } from './replies.ts';
import type { Column, Table } from './tables.ts';

/** A value as the column stores it: SQLite's affinities, and SQLAlchemy's strictness about booleans. */
export function convertValue(table: Table, name: string, column: Column, value: Json): Json {
  if (value === null) return null;
  if (typeof value === 'object')
    throw refused(`(sqlite3.ProgrammingError) Error binding parameter ${name}: type is not supported`);
  if (column.type === 'bool') return toBool(value);
  if (column.type === 'int') return toInt(value);
  if (column.type === 'time') return toTime(value);
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  return table.numbers.includes(name) ? text.replace(/^\+/, '') : text;
}

function toBool(value: boolean | number | string): boolean {
  if (value === true || value === false) return value;
  if (value === 0 || value === 1) return value === 1;
  if (typeof value === 'string') throw refused(`(builtins.TypeError) Not a boolean value: ${pythonText(value)}`);
  throw refused(`(builtins.ValueError) Value ${value} is not None, True, or False`);
}

/** Numeric text becomes a number; other text stays text, as SQLite does. */
function toInt(value: boolean | number | string): Json {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return /^\s*[+-]?\d+\s*$/.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function toTime(value: boolean | number | string): string {
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
  throw refused('(builtins.TypeError) SQLite DateTime type only accepts Python datetime and date objects as input.');
}

function refused(reason: string): HssRefusal {
  return new HssRefusal(internalError(reason));
}
