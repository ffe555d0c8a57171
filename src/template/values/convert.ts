import { fail } from '../fail.ts';
import { int } from './integers.ts';
import { str } from './text.ts';
import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

/**
 * A template value from plain JavaScript: objects become dicts, integral numbers ints, other numbers floats, and members
 * that are `undefined` are left out. What is a template value already stays as it is.
 */
export function toValue(js: unknown): Value {
  if (js === null || js === undefined) return null;
  if (typeof js === 'number') return Number.isSafeInteger(js) && !Object.is(js, -0) ? js : new Float(js);
  if (typeof js === 'bigint') return int(js);
  if (typeof js === 'string' || typeof js === 'boolean') return js;
  if (Array.isArray(js)) return js.map(toValue);
  if (js instanceof Float || js instanceof Tuple || js instanceof PyObject || js instanceof Undefined) return js;
  if (js instanceof Map) return new Map(Array.from(js, ([key, value]) => [toValue(key), toValue(value)]));
  return typeof js === 'object' ? fromObject(js) : fail('type', `a ${typeof js} is no value of a template`);
}

function fromObject(js: object): Value {
  const present = Object.entries(js).filter(([, value]) => value !== undefined);
  return new Map(present.map(([key, value]) => [key, toValue(value)]));
}

/** Plain JavaScript from a template value: dicts become objects, floats numbers, tuples arrays; other objects their text. */
export function toJs(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return value.map(toJs);
  if (value instanceof Tuple) return value.items.map(toJs);
  if (value instanceof Map) return objectOf(value);
  if (value instanceof Undefined) return value.raise();
  return value instanceof PyObject ? value.text() : value;
}

// defineProperty: a key such as __proto__ is data like any other.
function objectOf(dict: ReadonlyMap<Value, Value>): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of dict) {
    Object.defineProperty(object, str(key), {
      value: toJs(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}
