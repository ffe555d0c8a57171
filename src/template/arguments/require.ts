/** Checks of single arguments, with the TypeErrors of CPython in our words. */
import { fail } from '../fail.ts';
import { defined } from './defined.ts';
import { typeName } from '../values/type-name.ts';
import { PyObject, Tuple, type Dict, type Value } from '../values/types.ts';

/** The text of a str (or of text that is marked safe). */
export function requireText(value: Value): string {
  return textOf(defined(value)) ?? fail('type', `expected str, not ${typeName(value)}`);
}

/** The text of a str or of text that is marked safe; undefined (JS) for anything else. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof PyObject && value.typeName === 'Markup' ? value.text() : undefined;
}

/** A dict. */
export function requireDict(value: Value): Dict {
  return value instanceof Map ? value : fail('type', `expected dict, not ${typeName(value)}`);
}

/** The items of a list or tuple (also of a range), or undefined (JS): what Ansible calls a sequence, so no text. */
export function sequenceItems(value: Value): Iterable<Value> | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  return value instanceof PyObject && value.typeName === 'range' ? value.iterate() : undefined;
}
