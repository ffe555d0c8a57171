import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

/** Python's `bool(value)`. An undefined value raises its error, unless it is the silent one of an inline `if`. */
export function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return value !== 0;
  if (value === null) return false;
  if (typeof value === 'bigint') return true;
  return truthOfObject(value);
}

function truthOfObject(value: Exclude<Value, null | boolean | string | number | bigint>): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof PyObject) return value.truth();
  return truthOfUndefined(value);
}

function truthOfUndefined(value: Undefined): boolean {
  return value.silent ? false : value.raise();
}
