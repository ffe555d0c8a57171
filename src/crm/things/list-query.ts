import { OmnicrmError, didYouMean } from '../../errors.ts';
import { columnOf, type Column } from '../fields/field.ts';
import type { Input, ListQuery } from '../types.ts';
import { readField } from './check-input.ts';
import { momentsOf, type Thing } from './thing.ts';

/** A list query after checking: every value has its type. */
export interface CheckedQuery {
  readonly page: number;
  readonly perPage: number;
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  /** Column and the stored values that are accepted. */
  readonly filters: readonly (readonly [string, readonly Column[]])[];
  readonly search: string | undefined;
}

const MAXIMUM_PER_PAGE = 500;

/** Checks page, per_page, sort, order, filters and search against the thing's columns. Throws E_INPUT. */
export function checkListQuery(thing: Thing, query: ListQuery): CheckedQuery {
  return {
    page: count(query.page ?? 1, 'page', Number.MAX_SAFE_INTEGER / MAXIMUM_PER_PAGE),
    perPage: count(query.per_page ?? 20, 'per_page', MAXIMUM_PER_PAGE),
    sort: column(thing, query.sort ?? thing.key, 'sort'),
    order: readOrder(query.order ?? 'asc'),
    filters: Object.entries(readFilters(query.filters)).map(([name, values]) => readFilter(thing, name, values)),
    search: query.search?.trim() === '' ? undefined : query.search?.trim(),
  };
}

function count(value: number | string, name: string, maximum: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= maximum) return number;
  throw new OmnicrmError(
    'E_INPUT',
    `${name}: a number from 1 to ${Math.floor(maximum)} is wanted, not ${String(value)}`,
  );
}

function readOrder(order: string): 'asc' | 'desc' {
  if (order === 'asc' || order === 'desc') return order;
  throw new OmnicrmError('E_INPUT', `order: asc or desc is wanted, not ${order}`);
}

function readFilters(filters: ListQuery['filters']): Input {
  if (filters === undefined || filters === '') return {};
  const value = typeof filters === 'string' ? parseJson(filters) : filters;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  throw new OmnicrmError('E_INPUT', 'filters: a JSON object is wanted, such as {"enabled": [true]}');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OmnicrmError('E_INPUT', `filters: not JSON: ${text.slice(0, 200)}`, { cause });
  }
}

function readFilter(thing: Thing, name: string, values: unknown): readonly [string, readonly Column[]] {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  const stored = column(thing, name, 'filters');
  const field = thing.fields[name] ?? { kind: name === thing.key ? 'integer' : 'text' };
  return [stored, list.map(value => (value === null ? null : readField(value, { kind: field.kind, ...pick(field) })))];
}

/** Of a field's rules only its choices matter to a filter. */
function pick(field: { readonly choices?: readonly string[] }): { readonly choices?: readonly string[] } {
  return field.choices === undefined ? {} : { choices: field.choices };
}

/** The stored column of a name that a caller may sort or filter by. */
function column(thing: Thing, name: string, what: string): string {
  const field = Object.hasOwn(thing.fields, name) ? thing.fields[name] : undefined;
  if (field !== undefined) return columnOf(name, field);
  const others: readonly string[] = [thing.key, ...momentsOf(thing)];
  if (others.includes(name)) return name;
  const near = didYouMean(name, [...others, ...Object.keys(thing.fields)]);
  const hint = near === undefined ? undefined : `did you mean ${near}?`;
  throw new OmnicrmError('E_INPUT', `${what}: ${thing.label} has no column ${name}`, { hint });
}
