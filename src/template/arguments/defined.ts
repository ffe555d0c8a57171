/** Filters touch the items of what they are given: an undefined one among them raises its error then (Ansible). */
import { iterate } from '../values/iterate.ts';
import { Tuple, Undefined, type Dict, type Value } from '../values/types.ts';

/** The items of a value, all of them defined. */
export function definedItems(value: Value, complaint?: string): Iterable<Value> {
  const items = iterate(value, complaint);
  if (Array.isArray(value)) checkAll(value);
  else if (value instanceof Tuple) checkAll(value.items);
  return items;
}

/** The dict itself, once all its values are defined. */
export function definedDict(dict: Dict): Dict {
  checkAll(dict.values());
  return dict;
}

/** The value itself, once it is defined. */
export function defined(value: Value): Value {
  return value instanceof Undefined && !value.silent ? value.raise() : value;
}

/** Raises the error of the first undefined value anywhere within the value. */
export function definedThroughout(value: Value): Value {
  if (Array.isArray(value)) value.forEach(definedThroughout);
  else if (value instanceof Tuple) value.items.forEach(definedThroughout);
  else if (value instanceof Map) for (const item of value.values()) definedThroughout(item);
  return defined(value);
}

function checkAll(values: Iterable<Value>): void {
  for (const value of values) defined(value);
}
