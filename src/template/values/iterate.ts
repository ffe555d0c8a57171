import { fail } from '../fail.ts';
import { typeName } from './type-name.ts';
import { PyObject, Tuple, Undefined, type Value } from './types.ts';

/** The items a `for` sees: of a list or tuple, the keys of a dict, the characters of a text; a TypeError for the rest. */
export function iterate(value: Value, complaint?: string): Iterable<Value> {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return value.keys();
  if (typeof value === 'string') return codePoints(value);
  if (value instanceof Tuple) return value.items;
  if (value instanceof Undefined) return value.silent ? [] : value.raise();
  const own = value instanceof PyObject ? value.iterate() : undefined;
  return own ?? fail('type', complaint ?? `'${typeName(value)}' object is not iterable`);
}

/** The items as an array; that of a list or tuple is the very one it holds, not to be changed. */
export function items(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : [...iterate(value)];
}

/** Python's `len(value)`: texts count code points. */
export function length(value: Value): number {
  if (typeof value === 'string') return textLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Undefined) return value.silent ? 0 : value.raise();
  const count = value instanceof PyObject ? value.length() : undefined;
  return count ?? fail('type', `object of type '${typeName(value)}' has no len()`);
}

/** The characters (code points) of a text, one string each. */
export function codePoints(text: string): string[] {
  return isBmp(text) ? text.split('') : Array.from(text);
}

/** The first character (code point) of a text; nothing of an empty one. */
export function firstCodePoint(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Number of code points. */
export function textLength(text: string): number {
  if (isBmp(text)) return text.length;
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00 || !isLow(text, i)) count++;
  return count;
}

/** Whether UTF-16 units and code points are the same in this text. */
export function isBmp(text: string): boolean {
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xf800) === 0xd800) return false;
  return true;
}

/** Whether the low surrogate at `i` ends a pair. */
function isLow(text: string, i: number): boolean {
  return i > 0 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800;
}
