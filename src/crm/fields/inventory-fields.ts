import type { InventoryField } from '../types.ts';
import { describe, problem } from './problem.ts';

/** Names that every item has already. */
const RESERVED_NAMES = (
  'inventory_id inventory_type item_state customer_id service_id notes fields ' +
  'reserved_by reserved_until reserved_from created last_modified'
).split(' ');
const MEMBERS = ['name', 'label', 'required', 'unique', 'secret'];

/** The stored form of a type's field list: each `{name, label, required, unique, secret}`, all but the name optional. */
export function readInventoryFields(value: unknown): string {
  const list: unknown = typeof value === 'string' ? parseList(value) : value;
  if (!Array.isArray(list) || list.length === 0)
    throw problem('a list of fields is wanted, such as [{"name": "msisdn"}]');
  const fields = list.map(readInventoryField);
  const twice = fields.find((field, at) => fields.findIndex(other => other.name === field.name) !== at);
  if (twice !== undefined) throw problem(`the name ${twice.name} stands twice`);
  return JSON.stringify(fields);
}

/** The field list of a stored template. */
export function showInventoryFields(column: string | number): readonly InventoryField[] {
  return JSON.parse(String(column)) as InventoryField[];
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem(`not the text of a JSON list: ${describe(text)}`);
  }
}

function readInventoryField(value: unknown): InventoryField {
  if (typeof value !== 'object' || value === null) throw problem(`not a field: ${describe(value)}`);
  const given: Readonly<Record<string, unknown>> = { ...value };
  const unknown = Object.keys(given).find(name => !MEMBERS.includes(name));
  if (unknown !== undefined) throw problem(`a field has no ${unknown}; it has ${MEMBERS.join(', ')}`);
  const name = readName(given['name']);
  const label = typeof given['label'] === 'string' ? given['label'] : name;
  return {
    name,
    label,
    required: flag(given, 'required'),
    unique: flag(given, 'unique'),
    secret: flag(given, 'secret'),
  };
}

function readName(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw problem(`the name of a field is lower case letters, digits and _, not ${describe(name)}`);
  }
  if (RESERVED_NAMES.includes(name)) throw problem(`every item has ${name} already`);
  return name;
}

function flag(given: Readonly<Record<string, unknown>>, member: string): boolean {
  const value = given[member] ?? false;
  if (typeof value !== 'boolean') throw problem(`${member} of a field is true or false, not ${describe(value)}`);
  return value;
}
