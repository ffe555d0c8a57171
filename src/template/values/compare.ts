import { fail } from '../fail.ts';
import { compareText } from './compare-text.ts';
import { dictGet, dictHas } from './dict.ts';
import { real, scalarEquals } from './equal-scalars.ts';
import { iterate } from './iterate.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, Tuple, Undefined, type Dict, type Value } from './types.ts';

/** Python's `a == b`: numbers by exact value (bools too), containers by their items. Undefined raises its error. */
export function equals(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (Array.isArray(a)) return Array.isArray(b) ? itemsEqual(a, b) : scalarEquals(a, b);
  if (a instanceof Tuple && b instanceof Tuple) return itemsEqual(a.items, b.items);
  if (a instanceof Map) return b instanceof Map ? dictsEqual(a, b) : scalarEquals(a, b);
  return scalarEquals(a, b);
}

/**
 * Orders two values as Python's `<` does: negative, 0 or positive; NaN when a float is nan. Numbers with numbers, text with
 * text (by code point), lists with lists, tuples with tuples; anything else is a TypeError that names `operator`.
 */
export function compare(a: Value, b: Value, operator = '<'): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (a instanceof Undefined) a.raise();
  if (b instanceof Undefined) b.raise();
  const [left, right] = [real(a), real(b)];
  if (left !== undefined && right !== undefined) return compareNumbers(left, right);
  if (Array.isArray(a) && Array.isArray(b)) return compareItems(a, b, operator);
  if (a instanceof Tuple && b instanceof Tuple) return compareItems(a.items, b.items, operator);
  return compareObjects(a, b) ?? unordered(a, b, operator);
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') return textContains(container, item);
  if (container instanceof Map) return dictHas(container, item);
  if (container instanceof PyObject && container.contains) return container.contains(item);
  const items = iterate(container, `argument of type '${typeName(container)}' is not iterable`);
  for (const candidate of items) if (candidate === item || equals(candidate, item)) return true;
  return false;
}

/** Python's `a is b` as far as templates can tell: one object, or equal None, bools, ints, floats and texts of one type. */
export function sameAs(a: Value, b: Value): boolean {
  return a === b || (a instanceof Float && b instanceof Float && Object.is(a.value, b.value));
}

function compareNumbers(left: number | bigint, right: number | bigint): number {
  if (left < right) return -1;
  if (left > right) return 1;
  return Number.isNaN(left) || Number.isNaN(right) ? NaN : 0;
}

function itemsEqual(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i] || equals(item, b[i]!));
}

function dictsEqual(a: Dict, b: Dict): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = dictGet(b, key);
    if (other === undefined || !(value === other || equals(value, other))) return false;
  }
  return true;
}

function compareItems(a: readonly Value[], b: readonly Value[], operator: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [left, right] = [a[i]!, b[i]!];
    if (left !== right && !equals(left, right)) return compare(left, right, operator);
  }
  return a.length - b.length;
}

function compareObjects(a: Value, b: Value): number | undefined {
  if (a instanceof PyObject && a.compare) return a.compare(b);
  if (!(b instanceof PyObject) || !b.compare) return undefined;
  const reversed = b.compare(a);
  return reversed === undefined ? undefined : -reversed;
}

function unordered(a: Value, b: Value, operator: string): never {
  fail('type', `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

function textContains(text: string, item: Value): boolean {
  if (typeof item === 'string') return text.includes(item);
  if (item instanceof PyObject && item.typeName === 'Markup') return text.includes(item.text());
  return fail('type', `'in <string>' requires string as left operand, not ${typeName(item)}`);
}
