import { textOf } from '../arguments/require.ts';
import { defined } from '../arguments/defined.ts';
import { fail } from '../fail.ts';
import { dictSet } from '../values/dict.ts';
import { asInt } from '../values/integers.ts';
import { iterate } from '../values/iterate.ts';
import { floatRepr } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { Float, PyObject, Tuple, type Dict, type Value } from '../values/types.ts';

const dateTypes: ReadonlySet<string> = new Set(['datetime', 'date', 'time']);

/** A value as Ansible's to_json sees it: keys are texts, dates are ISO texts, tuples and ranges lists. */
export function jsonReady(value: Value): Value {
  if (Array.isArray(value)) return value.map(jsonReady);
  if (value instanceof Map) return readyDict(value);
  if (value instanceof Tuple) return value.items.map(jsonReady);
  return value instanceof PyObject ? readyObject(value) : defined(value);
}

function readyDict(dict: Dict): Dict {
  const ready: Dict = new Map();
  for (const [key, value] of dict) dictSet(ready, keyText(key), jsonReady(value));
  return ready;
}

function keyText(key: Value): string {
  if (key === null) return 'null';
  if (typeof key === 'boolean') return String(key);
  if (key instanceof Float) return floatRepr(key.value);
  return textOf(key) ?? asInt(key)?.toString() ?? fail('type', `a ${typeName(key)} is no key of JSON`);
}

function readyObject(value: PyObject): Value {
  if (dateTypes.has(value.typeName)) return value.text().replace(' ', 'T');
  if (value.typeName === 'range') return [...iterate(value)];
  return textOf(value) ?? value;
}
