import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

/**
 * Python's `==` for everything that can be a key: None, bools, numbers by exact value, texts, tuples of such, objects.
 * Lists and dicts are only equal to themselves here (compare.ts looks inside). Undefined raises its error.
 */
export function scalarEquals(a: Value, b: Value): boolean {
  if (a instanceof Undefined || b instanceof Undefined) return undefinedEquals(a, b);
  const left = real(a);
  if (left !== undefined) return numberEquals(left, b);
  if (a instanceof PyObject) return objectEquals(a, b);
  if (b instanceof PyObject) return objectEquals(b, a);
  if (a instanceof Tuple && b instanceof Tuple) return tuplesEqual(a.items, b.items);
  return a === b;
}

/** The JS number or bigint that a numeric value stands for, bools and floats included; undefined for others. */
export function real(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Float ? value.value : undefined;
}

// JavaScript's < and > between a bigint and a number compare exact values; nan is neither less nor greater.
function numberEquals(left: number | bigint, b: Value): boolean {
  const right = real(b);
  if (right === undefined) return b instanceof PyObject && objectEquals(b, left);
  return !(left < right) && !(left > right) && !Number.isNaN(left) && !Number.isNaN(right);
}

function undefinedEquals(a: Value, b: Value): boolean {
  for (const side of [a, b]) if (side instanceof Undefined && !side.silent) side.raise();
  return a instanceof Undefined && b instanceof Undefined;
}

function objectEquals(a: PyObject, b: Value): boolean {
  if (a === b) return true;
  if (a.equals) return a.equals(b);
  return b instanceof PyObject && b.equals !== undefined && b.equals(a);
}

function tuplesEqual(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i] || scalarEquals(item, b[i]!));
}
