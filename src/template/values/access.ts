import { TemplateError } from '../errors.ts';
import { dictGet } from './dict.ts';
import { asInt } from './integers.ts';
import { findMethod } from './methods/index.ts';
import { orElse } from './or-else.ts';
import { itemOfText } from './slice.ts';
import { repr } from './text.ts';
import { typeName } from './type-name.ts';
import { PyObject, Tuple, Undefined, type Value } from './types.ts';

export { slice } from './slice.ts';

/** `value[key]` as Jinja2 looks it up: the item first, then, for a text key, the attribute; else a travelling Undefined. */
export function getItem(value: Value, key: Value): Value {
  return orElse(findItem(value, key), () => missing(value, key));
}

/** `value.name` as Jinja2 looks it up: the attribute first, then the item; undefined (JS) for nothing found. Undefined values come back. */
export function findAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof Undefined) return value.silent ? value.raise() : value;
  if (value instanceof Map) return findMethod(value, name) ?? value.get(name);
  const method = findMethod(value, name);
  return method === undefined && value instanceof PyObject ? ownAttribute(value, name) : method;
}

/** As getItem, with undefined (JS) for nothing found. */
export function findItem(value: Value, key: Value): Value | undefined {
  if (value instanceof Undefined) return value.silent ? value.raise() : value;
  if (key instanceof Undefined) return key.silent ? undefined : key.raise();
  const item = findOwnItem(value, key);
  if (item !== undefined || typeof key !== 'string') return item;
  const method = findMethod(value, key);
  if (method !== undefined || !(value instanceof PyObject)) return method;
  return key.startsWith('_') ? undefined : value.attribute(key);
}

function ownAttribute(value: PyObject, name: string): Value | undefined {
  const attribute = name.startsWith('_') ? undefined : value.attribute(name);
  return attribute === undefined ? value.item(name) : attribute;
}

function findOwnItem(value: Value, key: Value): Value | undefined {
  if (value instanceof Map) return Array.isArray(key) || key instanceof Map ? undefined : dictGet(value, key);
  if (Array.isArray(value)) return atIndex(value, key);
  if (typeof value === 'string') return itemOfText(value, asInt(key));
  if (value instanceof Tuple) return atIndex(value.items, key);
  return value instanceof PyObject ? value.item(key) : undefined;
}

function atIndex(items: readonly Value[], key: Value): Value | undefined {
  const i = asInt(key);
  return typeof i === 'number' ? items.at(i) : undefined;
}

function missing(value: Value, key: Value): Undefined {
  const name = typeof key === 'string' ? key : repr(key);
  const message = missingText(value, key);
  return new Undefined(name, () => new TemplateError('undefined', message, { details: { name } }));
}

/** What to say of an attribute or item that is not there. */
export function missingText(value: Value, key: Value): string {
  if (typeof key === 'string') return `object of type '${typeName(value)}' has no attribute '${key}'`;
  return `object of type '${typeName(value)}' has no element ${asInt(key) ?? typeName(key)}`;
}
