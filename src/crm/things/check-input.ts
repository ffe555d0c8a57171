import { OmnicrmError, didYouMean } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { columnOf, type Column, type Field } from '../fields/field.ts';
import { columnKinds } from '../fields/kinds.ts';
import { problem, problemText } from '../fields/problem.ts';
import type { Input } from '../types.ts';
import { untyped, type Columns, type Thing } from './thing.ts';

/** Columns the rows have of themselves; a caller who sends a row back may send them too. */
const OWN_COLUMNS = ['created', 'last_modified'];

/** The columns of a new row: every field given or its default. Throws one E_INPUT that tells all that is wrong. */
export async function checkNew(db: Database, thing: Thing, input: Input): Promise<Columns> {
  const problems = new Map<string, string>();
  const columns = readGiven(thing, input, problems);
  for (const [name, field] of Object.entries(thing.fields)) {
    if (input[name] !== undefined) continue;
    if (field.required === true) problems.set(name, 'is required');
    else columns[columnOf(name, field)] = defaultOf(field);
  }
  await checkReferences(db, thing, columns, problems);
  return refuseProblems(thing, columns, problems);
}

/** The columns that a change sets: only fields that are given. Throws as `checkNew` does. */
export async function checkChanges(db: Database, thing: Thing, changes: Input): Promise<Columns> {
  const problems = new Map<string, string>();
  const columns = readGiven(thing, changes, problems);
  await checkReferences(db, thing, columns, problems);
  return refuseProblems(thing, columns, problems);
}

/** The stored form of one value of a field, null included. Throws E_INPUT. */
export function readField(value: unknown, field: Field): Column {
  if (value !== null) return columnKinds[field.kind].read(value, field);
  if (field.nullable === true) return null;
  throw problem('must not be null');
}

function readGiven(thing: Thing, input: Input, problems: Map<string, string>): Columns {
  const columns: Columns = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || OWN_COLUMNS.includes(name) || name === thing.key) continue;
    const field = Object.hasOwn(thing.fields, name) ? thing.fields[name] : undefined;
    if (field === undefined || field.readOnly === true) problems.set(name, unknownField(thing, name));
    else collect(problems, name, () => (columns[columnOf(name, field)] = readField(value, field)));
  }
  return columns;
}

function collect(problems: Map<string, string>, name: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    problems.set(name, problemText(error));
  }
}

function unknownField(thing: Thing, name: string): string {
  if (Object.hasOwn(thing.fields, name)) return 'cannot be set';
  const near = didYouMean(name, Object.keys(thing.fields));
  return near === undefined ? 'is unknown' : `is unknown; did you mean ${near}?`;
}

function defaultOf(field: Field): Column {
  return field.default === undefined ? null : columnKinds[field.kind].read(field.default, field);
}

async function checkReferences(
  db: Database,
  thing: Thing,
  columns: Columns,
  problems: Map<string, string>,
): Promise<void> {
  for (const [name, { references }] of Object.entries(thing.fields)) {
    const value = columns[name];
    if (references === undefined || value === undefined || value === null) continue;
    const { table, key, label } = references;
    const row = await untyped(db).selectFrom(table).select(key).where(key, '=', value).executeTakeFirst();
    if (row === undefined) problems.set(name, `there is no ${label} ${value}`);
  }
}

function refuseProblems(thing: Thing, columns: Columns, problems: ReadonlyMap<string, string>): Columns {
  if (problems.size === 0) return columns;
  const text = [...problems].map(([name, what]) => `${name}: ${what}`).join('; ');
  throw new OmnicrmError('E_INPUT', `${thing.label}: ${text}`, { details: { fields: Object.fromEntries(problems) } });
}
