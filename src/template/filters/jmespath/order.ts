/** Functions of JMESPath that put items in order: by themselves or by the key an expression gives. Order is Python's. */
import { compare } from '../../values/compare.ts';
import type { Value } from '../../values/types.ts';
import { Reference, type Query } from './query.ts';
import { refuse, typeOf, type Demand } from './types.ts';

/** The first of the greatest (direction 1) or of the least (-1); null of nothing. */
export function extreme(items: readonly Value[], direction: number, key: Query = item => item): Value {
  const keyed = items.map(item => ({ item, key: key(item) }));
  const [first] = keyed;
  if (first === undefined) return null;
  return keyed.reduce((best, next) => (compare(next.key, best.key) * direction > 0 ? next : best), first).item;
}

/** The item whose key, a number or text, is the greatest or the least. */
export function extremeBy(name: string, items: readonly Value[], expression: Value, direction: number): Value {
  return extreme(items, direction, sortKey(name, expression, ['number', 'string']));
}

/** The items in the order of their keys, which are all numbers or all texts. */
export function sortBy(items: Value, expression: Value): Value {
  const [first] = itemsOf(items);
  if (first === undefined) return items;
  const type = typeOf(queryOf(expression)(first));
  if (type !== 'number' && type !== 'string') refuse('sort_by', first, ['number', 'string']);
  const key = sortKey('sort_by', expression, [type]);
  const keyed = itemsOf(items).map(item => ({ item, key: key(item) }));
  return keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function sortKey(name: string, expression: Value, types: Demand): Query {
  return item => {
    const key = queryOf(expression)(item);
    return types.includes(typeOf(key)) ? key : refuse(name, key, types);
  };
}

/** The items of an array; none of anything else. */
export function itemsOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** The expression behind `&`. */
export function queryOf(expression: Value): Query {
  return expression instanceof Reference ? expression.query : value => value;
}
