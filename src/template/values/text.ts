import { quote } from './quote.ts';
import { Float, PyObject, Tuple, Undefined, type Dict, type Value } from './types.ts';

/** Python's `str(value)`. An undefined value raises its error, also within a container; the silent one is ''. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyObject) return value.text();
  if (value instanceof Undefined) return value.silent ? '' : value.raise();
  return reprWithin(value, []);
}

/** Python's `repr(value)`. */
export function repr(value: Value): string {
  return reprWithin(value, []);
}

/** Python's `repr` of a float: the shortest digits that read back, `1e+16`, `1e-05`, `-0.0`, `inf`, `nan`. */
export function floatRepr(n: number): string {
  if (Number.isInteger(n) && Math.abs(n) < 1e16) return Object.is(n, -0) ? '-0.0' : `${n}.0`;
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'nan' : n > 0 ? 'inf' : '-inf';
  const size = Math.abs(n);
  return size >= 1e16 || size < 1e-4 ? exponential(n) : String(n);
}

function exponential(n: number): string {
  const [digits = '', exponent = ''] = n.toExponential().split('e');
  const power = exponent.slice(1).padStart(2, '0');
  return `${digits}e${exponent[0]}${power}`;
}

function reprWithin(value: Value, parents: readonly Value[]): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Float) return floatRepr(value.value);
  if (value instanceof PyObject) return value.repr();
  if (value instanceof Undefined) return value.silent ? 'Undefined' : value.raise();
  return reprContainer(value, parents);
}

/** A container that holds itself shows `[...]` or `{...}` there. */
function reprContainer(value: Value[] | Tuple | Dict, parents: readonly Value[]): string {
  if (parents.includes(value)) return value instanceof Map ? '{...}' : '[...]';
  const path = [...parents, value];
  if (Array.isArray(value)) return `[${value.map(item => reprWithin(item, path)).join(', ')}]`;
  if (value instanceof Tuple) return reprTuple(value.items.map(item => reprWithin(item, path)));
  const pairs = Array.from(value, ([key, item]) => `${reprWithin(key, path)}: ${reprWithin(item, path)}`);
  return `{${pairs.join(', ')}}`;
}

function reprTuple(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}
