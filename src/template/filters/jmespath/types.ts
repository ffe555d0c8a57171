/** JMESPath's names of types, and what functions demand of their arguments. */
import { fail } from '../../fail.ts';
import { isNumber, Reference } from './query.ts';
import type { Value } from '../../values/types.ts';

/** `array-number` is an array of numbers only; `any` anything. */
export type Demand = readonly string[];

/** The type of a value; `unknown` for what JSON has not. */
export function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isNumber(value)) return 'number';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'object';
  return value instanceof Reference ? 'expref' : 'unknown';
}

/** Throws kind `type` for an argument that is none of the demanded types. Items of an array are all of the first one's. */
export function checkArgument(name: string, value: Value, demand: Demand): void {
  if (demand.length === 0) return;
  const kinds = demand.map(type => type.split('-')[0]);
  if (!kinds.includes(typeOf(value))) refuse(name, value, demand);
  const itemTypes = demand.flatMap(type => type.split('-').slice(1));
  if (itemTypes.length > 0 && Array.isArray(value)) checkItems(name, value, itemTypes);
}

function checkItems(name: string, items: readonly Value[], types: Demand): void {
  for (const item of items) {
    if (!types.includes(typeOf(item)) || typeOf(item) !== typeOf(items[0]!)) refuse(name, item, types);
  }
}

/** Throws kind `type`. */
export function refuse(name: string, value: Value, demand: Demand): never {
  return fail('type', `${name}() takes ${demand.join(' or ')}, not ${typeOf(value)}`);
}
