import { columnOf, type Field } from '../fields/field.ts';
import { columnKinds } from '../fields/kinds.ts';
import { momentsOf, type Columns, type Thing } from './thing.ts';

/** A stored row as JSON shows it: its id, its fields in the order of the field table, its two moments. */
export function showRow<Row>(thing: Thing<Row>, columns: Columns): Row {
  const shown: Record<string, unknown> = { [thing.key]: columns[thing.key] };
  for (const [name, field] of Object.entries(thing.fields))
    shown[name] = showField(columns[columnOf(name, field)], field);
  for (const moment of momentsOf(thing)) shown[moment] = columns[moment];
  return shown as Row;
}

function showField(column: string | number | null | undefined, field: Field): unknown {
  return column === null || column === undefined ? null : columnKinds[field.kind].show(column);
}
