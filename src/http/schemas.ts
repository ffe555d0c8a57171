import type { Field } from '../crm/fields/field.ts';
import { columnKinds } from '../crm/fields/kinds.ts';
import { momentsOf, type Thing } from '../crm/things/thing.ts';

/** JSON Schemas of the routes, made from the field tables. */

const digits = { type: 'string', pattern: '^[0-9]{1,15}$' };

/** Path parameters that are ids. */
export function idParams(...names: readonly string[]): object {
  return { type: 'object', properties: Object.fromEntries(names.map(name => [name, digits])), required: names };
}

/** The query string of a list. */
export const listQuery: object = {
  type: 'object',
  properties: {
    page: digits,
    per_page: digits,
    sort: { type: 'string', maxLength: 100 },
    order: { type: 'string', enum: ['asc', 'desc'] },
    filters: { type: 'string', maxLength: 10_000, description: 'JSON object: column to list of accepted values' },
    search: { type: 'string', maxLength: 200 },
  },
  additionalProperties: false,
};

/** A body with any of a thing's fields: which of them fit is for the CRM to say, in words. */
export function bodyOf(thing: Thing): object {
  const writable = Object.entries(thing.fields).filter(([, field]) => field.readOnly !== true);
  const properties = Object.fromEntries(writable.map(([name, field]) => [name, describe(field)]));
  // A client that encodes "no body" as JSON sends null.
  return { type: ['object', 'null'], properties, additionalProperties: true };
}

/** A row as it is sent; types of stock add fields of their own. */
export function rowOf(thing: Thing): object {
  const fields = Object.entries(thing.fields).map(([name, field]) => [name, shown(field)]);
  const moments = Object.fromEntries(momentsOf(thing).map(moment => [moment, { type: 'string' }]));
  const properties = { [thing.key]: { type: 'integer' }, ...Object.fromEntries(fields), ...moments };
  return { type: 'object', properties, additionalProperties: true };
}

/** A page of rows. */
export function pageOf(row: object): object {
  const count = { type: 'integer' };
  const properties = { page: count, per_page: count, total: count, pages: count };
  return dataOf(row, { pagination: { type: 'object', properties, additionalProperties: true } });
}

/** All rows under `data`. */
export function dataOf(row: object, more: object = {}): object {
  return { type: 'object', properties: { data: { type: 'array', items: row }, ...more }, additionalProperties: true };
}

function describe(field: Field): object {
  const { choices, required } = field;
  const text = [field.kind.replaceAll('_', ' '), required === true ? 'required' : 'optional', choices?.join(' | ')];
  return { description: text.filter(part => part !== undefined).join(', ') };
}

function shown(field: Field): object {
  const { type, ...rest } = columnKinds[field.kind].schema;
  return field.nullable === true ? { ...rest, type: [type, 'null'] } : { ...rest, type };
}
