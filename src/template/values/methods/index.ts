/** The methods and attributes that values of Python's own types have in a template. */
import { Bytes } from '../bytes.ts';
import { Markup } from '../markup.ts';
import { Range } from '../range.ts';
import { formatText } from '../str-format.ts';
import { Float, Tuple, type Value } from '../types.ts';
import { bytesMethods } from './bytes-methods.ts';
import { dictMethods } from './dict-methods.ts';
import { formatArgumentsOf } from './format-arguments.ts';
import { listMethods, tupleMethods } from './list-methods.ts';
import { bind, BoundMethod, type Method } from './method.ts';
import { floatMethods, intMethods, numberAttribute } from './number-methods.ts';
import { rangeMethods } from './range-methods.ts';
import { strMethods } from './str-methods.ts';

/** The bound method or plain attribute `name` of a value, or undefined (JS) when its type has none of that name. */
export function findMethod(value: Value, name: string): Value | undefined {
  if (value instanceof Map) return boundFrom(dictMethods, name, value);
  if (typeof value === 'string') return textMethod(value, name);
  if (Array.isArray(value)) return boundFrom(listMethods, name, value);
  if (value instanceof Float) return numberAttribute(value, name) ?? boundFrom(floatMethods, name, value);
  if (value instanceof Tuple) return value.attribute(name) ?? boundFrom(tupleMethods, name, value);
  if (value instanceof Markup) return textMethod(value.html, name);
  if (value instanceof Bytes) return boundFrom(bytesMethods, name, value);
  if (value instanceof Range) return boundFrom(rangeMethods, name, value);
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return undefined;
  return numberAttribute(value, name) ?? boundFrom(intMethods, name, value);
}

function textMethod(text: string, name: string): Value | undefined {
  if (name === 'format') return new BoundMethod(name, (args, keywords) => formatText(text, args, keywords, findMethod));
  if (name === 'format_map')
    return new BoundMethod(name, args => formatText(text, [], formatArgumentsOf(args), findMethod));
  return boundFrom(strMethods, name, text);
}

function boundFrom<Self>(table: ReadonlyMap<string, Method<Self>>, name: string, self: Self): Value | undefined {
  const entry = table.get(name);
  return entry === undefined ? undefined : bind(name, entry, self);
}
