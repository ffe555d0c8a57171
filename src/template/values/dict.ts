import { fail } from '../fail.ts';
import { scalarEquals } from './equal-scalars.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, Tuple, Undefined, type Dict, type Value } from './types.ts';

/** Dicts that hold a key which is equal to keys of another shape (1.0, a tuple, a date): only there a lookup has to search. */
const dictsWithOddKeys = new WeakSet<Dict>();

/** `dict[key]`, or undefined (JS) when absent. 1, 1.0 and True are one key; an unhashable key is a TypeError. */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  if (typeof key === 'string') return dict.get(key);
  const known = storedKey(dict, key);
  return known === undefined ? undefined : dict.get(known);
}

/** Whether `key in dict`. */
export function dictHas(dict: Dict, key: Value): boolean {
  return typeof key === 'string' ? dict.has(key) : storedKey(dict, key) !== undefined;
}

/** `dict[key] = value`; an equal key keeps its place and its first form, as in Python. */
export function dictSet(dict: Dict, key: Value, value: Value): void {
  if (typeof key === 'string') {
    dict.set(key, value);
    return;
  }
  const known = storedKey(dict, key);
  if (known === undefined && isOdd(key)) dictsWithOddKeys.add(dict);
  dict.set(known === undefined ? key : known, value);
}

/** Removes a key; true when it was there. */
export function dictDelete(dict: Dict, key: Value): boolean {
  const known = typeof key === 'string' ? key : storedKey(dict, key);
  return known !== undefined && dict.delete(known);
}

/** A new dict of the pairs, later ones winning. */
export function dictOf(entries: Iterable<readonly [Value, Value]>): Dict {
  const dict: Dict = new Map();
  for (const [key, value] of entries) dictSet(dict, key, value);
  return dict;
}

/** The form under which an equal key is stored, or undefined. */
function storedKey(dict: Dict, key: Value): Value | undefined {
  if (typeof key !== 'string') requireHashable(key);
  if (dict.has(key)) return key;
  if (typeof key === 'boolean' && dict.has(Number(key))) return Number(key);
  if ((key === 0 || key === 1) && dict.has(key === 1)) return key === 1;
  if (!isOdd(key) && !dictsWithOddKeys.has(dict)) return undefined;
  for (const candidate of dict.keys()) if (scalarEquals(candidate, key)) return candidate;
  return undefined;
}

function isOdd(key: Value): boolean {
  return key instanceof Float || key instanceof Tuple || key instanceof PyObject;
}

/** TypeError for a value that cannot be a key or a member of a set; undefined raises its own error. */
export function requireHashable(key: Value): void {
  if (key instanceof Undefined) key.raise();
  if (Array.isArray(key) || key instanceof Map) fail('type', `unhashable type: '${typeName(key)}'`);
  if (key instanceof Tuple) for (const item of key.items) requireHashable(item);
}
