import { fail } from '../../fail.ts';
import { dictDelete, dictGet, dictHas, dictOf, dictSet } from '../dict.ts';
import { items, iterate } from '../iterate.ts';
import { orElse } from '../or-else.ts';
import { repr } from '../text.ts';
import { Tuple, type Dict, type Value } from '../types.ts';
import { method, type Method } from './method.ts';

/** Python's methods of dict; keys(), values() and items() give lists at once, as Ansible hands them out. */
export const dictMethods: ReadonlyMap<string, Method<Dict>> = new Map<string, Method<Dict>>([
  ['keys', method('', dict => [...dict.keys()])],
  ['values', method('', dict => [...dict.values()])],
  ['items', method('', dict => Array.from(dict, ([key, value]) => new Tuple([key, value])))],
  ['get', method('key default?', (dict, [key, fallback]) => orElse(dictGet(dict, key!), () => fallback ?? null))],
  ['copy', method('', dict => dictOf(dict))],
  ['pop', method('key default?', pop)],
  ['popitem', method('', popItem)],
  ['setdefault', method('key default?', setDefault)],
  ['clear', method('', clear)],
  ['update', method('other?', update)],
  ['fromkeys', method('keys value?', (_dict, [keys, value]) => fromKeys(keys!, value ?? null))],
]);

function pop(dict: Dict, [key, fallback]: readonly (Value | undefined)[]): Value {
  const value = orElse(dictGet(dict, key!), () => fallback);
  if (value === undefined) return fail('key', repr(key!));
  dictDelete(dict, key!);
  return value;
}

function popItem(dict: Dict): Value {
  const last = [...dict].at(-1);
  if (last === undefined) return fail('key', 'popitem(): dictionary is empty');
  dict.delete(last[0]);
  return new Tuple(last);
}

function setDefault(dict: Dict, [key, value]: readonly (Value | undefined)[]): Value {
  if (!dictHas(dict, key!)) dictSet(dict, key!, value ?? null);
  return dictGet(dict, key!)!;
}

function clear(dict: Dict): Value {
  dict.clear();
  return null;
}

function update(dict: Dict, [other]: readonly (Value | undefined)[]): Value {
  for (const [key, value] of other === undefined ? [] : pairs(other)) dictSet(dict, key, value);
  return null;
}

function fromKeys(keys: Value, value: Value): Value {
  return dictOf(Array.from(iterate(keys), key => [key, value] as const));
}

/** The pairs of a dict, or of a list of pairs, as `dict(...)` takes them. */
export function pairs(value: Value): Iterable<readonly [Value, Value]> {
  return value instanceof Map ? value : Array.from(iterate(value), pair);
}

function pair(value: Value): readonly [Value, Value] {
  const [key, item, ...rest] = items(value);
  if (key === undefined || item === undefined || rest.length > 0)
    return fail('value', 'a dict is made of pairs: each item needs length 2');
  return [key, item];
}
