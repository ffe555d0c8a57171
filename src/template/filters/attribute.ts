/** The `attribute` argument of map, sort, groupby, …: dotted paths into items. */
import { defined } from '../arguments/defined.ts';
import { getItem } from '../values/access.ts';
import { Undefined, type Value } from '../values/types.ts';

export type Getter = (item: Value) => Value;

/**
 * Gives what a path such as `address.city` or `0.name` leads to (Jinja2: parts of digits are indexes). A `fallback` other than
 * None stands for every step that leads nowhere.
 */
export function attributeGetter(attribute: Value, fallback: Value = null): Getter {
  const parts = pathParts(attribute);
  if (parts.length === 0) return item => item;
  return item => parts.reduce((value, part) => orFallback(getItem(value, part), fallback), item);
}

/** Keys of `sort`: one list per item, of the values of all attributes that commas separate. */
export function sortKeyGetter(attribute: Value, fold: Getter): (item: Value) => Value[] {
  const names = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const getters = names.map(name => attributeGetter(name));
  return item => getters.map(get => fold(defined(get(item))));
}

/** Text in lower case for comparisons that ignore case; other values as they are. */
export function foldCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** `foldCase`, or nothing at all when case matters. */
export function folding(caseSensitive: boolean): Getter {
  return caseSensitive ? value => value : foldCase;
}

function pathParts(attribute: Value): readonly Value[] {
  if (attribute === null) return [];
  if (typeof attribute !== 'string') return [attribute];
  return attribute.split('.').map(part => (/^\d+$/.test(part) ? Number(part) : part));
}

function orFallback(value: Value, fallback: Value): Value {
  return value instanceof Undefined && fallback !== null ? fallback : value;
}
