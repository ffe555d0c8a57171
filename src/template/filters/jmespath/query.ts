/** What the parts of a JMESPath expression do with a value: each makes a closure. Semantics of jmespath.py 1.0. */
import { dictGet } from '../../values/dict.ts';
import { compare, equals } from '../../values/compare.ts';
import { slice } from '../../values/slice.ts';
import { truth } from '../../values/truth.ts';
import { Float, PyObject, type Value } from '../../values/types.ts';

/** A compiled expression. */
export type Query = (value: Value) => Value;

/** `&expression`, which a function calls for each item. */
export class Reference extends PyObject {
  readonly typeName = '_Expression';
  readonly query: Query;
  constructor(query: Query) {
    super();
    this.query = query;
  }
  text(): string {
    return '<an expression of a query>';
  }
}

export const current: Query = value => value;

export function field(name: string): Query {
  return value => (value instanceof Map ? (dictGet(value, name) ?? null) : null);
}

export function literal(value: Value): Query {
  return () => value;
}

/** The second of what the first gives: `a.b`, `a[0]`, `a | b`. */
export function chain(first: Query, second: Query): Query {
  return value => second(first(value));
}

export function itemAt(index: number): Query {
  return value => (Array.isArray(value) ? (value.at(index) ?? null) : null);
}

export function part(start: Value, stop: Value, step: Value): Query {
  return value => (Array.isArray(value) ? slice(value, start, stop, step) : null);
}

/** Lists within the list are opened, one level. */
export function flatten(list: Query): Query {
  return value => {
    const items = list(value);
    return Array.isArray(items) ? items.flat(1) : null;
  };
}

/** `each` of all items, without those that give null. */
export function projection(list: Query, each: Query): Query {
  return value => {
    const items = list(value);
    return Array.isArray(items) ? project(items, each) : null;
  };
}

/** `each` of all items for which `condition` holds. */
export function filtered(list: Query, condition: Query, each: Query): Query {
  return value => {
    const items = list(value);
    if (!Array.isArray(items)) return null;
    return project(
      items.filter(item => !isFalse(condition(item))),
      each,
    );
  };
}

/** `each` of all values of a dict. */
export function valueProjection(dict: Query, each: Query): Query {
  return value => {
    const entries = dict(value);
    return entries instanceof Map ? project([...entries.values()], each) : null;
  };
}

function project(items: readonly Value[], each: Query): Value {
  return items.map(each).filter(item => item !== null);
}

export function listOf(items: readonly Query[]): Query {
  return value => (value === null ? null : items.map(item => item(value)));
}

export function dictOf(entries: readonly (readonly [string, Query])[]): Query {
  return value => (value === null ? null : new Map(entries.map(([name, query]) => [name, query(value)])));
}

export function or(left: Query, right: Query): Query {
  return value => {
    const first = left(value);
    return isFalse(first) ? right(value) : first;
  };
}

export function and(left: Query, right: Query): Query {
  return value => {
    const first = left(value);
    return isFalse(first) ? first : right(value);
  };
}

/** Numbers are true, 0 too. */
export function not(query: Query): Query {
  return value => {
    const result = query(value);
    return isNumber(result) ? false : !truth(result);
  };
}

/** By sign. Order is for numbers and texts; of anything else it gives null. */
export const comparisons: ReadonlyMap<string, (left: Query, right: Query) => Query> = new Map([
  ['==', (left, right) => value => isSame(left(value), right(value))],
  ['!=', (left, right) => value => !isSame(left(value), right(value))],
  ['<', ordered((order: number) => order < 0)],
  ['<=', ordered((order: number) => order <= 0)],
  ['>', ordered((order: number) => order > 0)],
  ['>=', ordered((order: number) => order >= 0)],
]);

function ordered(holds: (order: number) => boolean): (left: Query, right: Query) => Query {
  return (left, right) => value => {
    const [a, b] = [left(value), right(value)];
    return isComparable(a) && isComparable(b) ? holds(compare(a, b)) : null;
  };
}

/** As in Python, but a bool is never a number. */
function isSame(a: Value, b: Value): boolean {
  return (typeof a === 'boolean') !== (typeof b === 'boolean') && (isNumber(a) || isNumber(b)) ? false : equals(a, b);
}

export function isNumber(value: Value): value is number | bigint | Float {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
}

function isComparable(value: Value): boolean {
  return isNumber(value) || typeof value === 'string';
}

/** What counts as false: null, false, and what is empty. */
function isFalse(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === false || value === '' || (value instanceof Map && value.size === 0);
}
