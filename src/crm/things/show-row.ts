import { columnOf } from '../fields/field.ts';
import { columnKinds, type Kind } from '../fields/kinds.ts';
import { momentsOf, type Columns, type Thing } from './thing.ts';

/** A stored row as JSON shows it: its id, its fields in the order of the field table, its two moments. */
export function showRow<Row>(thing: Thing<Row>, columns: Columns): Row {
  const row: Record<string, unknown> = {};
  for (const { name, column, kind } of shownOf(thing)) {
    const value = columns[column];
    row[name] = value === null || value === undefined ? null : kind.show(value);
  }
  return row as Row;
}

interface Shown {
  readonly name: string;
  readonly column: string;
  readonly kind: Kind;
}

const known = new WeakMap<Thing, readonly Shown[]>();

/** What is shown of a thing, made once. */
function shownOf(thing: Thing): readonly Shown[] {
  const before = known.get(thing);
  if (before !== undefined) return before;
  const fields = Object.entries(thing.fields).map(([name, field]) => ({
    name,
    column: columnOf(name, field),
    kind: columnKinds[field.kind],
  }));
  const shown = [asItIs(thing.key), ...fields, ...momentsOf(thing).map(asItIs)];
  known.set(thing, shown);
  return shown;
}

function asItIs(name: string): Shown {
  return { name, column: name, kind: columnKinds.text };
}
