import { columnOf } from '../fields/field.ts';
import { columnKinds, type Kind } from '../fields/kinds.ts';
import { quoted } from './clause.ts';
import { momentsOf, type Columns, type Thing } from './thing.ts';

/** A stored row as JSON shows it: its id, its fields in the order of the field table, its two moments. */
export function showRow<Row>(thing: Thing<Row>, columns: Columns): Row {
  const row: Record<string, unknown> = {};
  for (const { name, column, kind } of shownOf(thing).parts) {
    const value = columns[column];
    row[name] = value === null || value === undefined ? null : kind.show(value);
  }
  return row as Row;
}

interface Part {
  readonly name: string;
  readonly column: string;
  readonly kind: Kind;
}

interface Shown {
  readonly parts: readonly Part[];
  readonly select: string;
}

const known = new WeakMap<Thing, Shown>();

/** SQL that selects the columns of what is shown, and no others. */
export function selectShown(thing: Thing): string {
  return shownOf(thing).select;
}

function shownOf(thing: Thing): Shown {
  const before = known.get(thing);
  if (before !== undefined) return before;
  const fields = Object.entries(thing.fields).map(([name, field]) => ({
    name,
    column: columnOf(name, field),
    kind: columnKinds[field.kind],
  }));
  const parts = [asItIs(thing.key), ...fields, ...momentsOf(thing).map(asItIs)];
  const shown = { parts, select: parts.map(({ column }) => quoted(column)).join(', ') };
  known.set(thing, shown);
  return shown;
}

function asItIs(name: string): Part {
  return { name, column: name, kind: columnKinds.text };
}
