import { TemplateError } from './errors.ts';
import { Markup } from './values/markup.ts';
import { OMIT } from './values/omit.ts';
import { Float, PyObject, Tuple, Undefined, type Dict, type Value } from './values/types.ts';

/**
 * The form in which a value leaves the templates: tuples as lists, marked text as plain, omitted members gone. An undefined value
 * at any depth throws its error; a function, a range and the like are `unsupported`. What needs no change is not copied.
 */
export function finalize(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Float) return value;
  if (Array.isArray(value)) return finalizeList(value);
  if (value instanceof Map) return finalizeDict(value);
  if (value instanceof Tuple) return value.items.filter(item => item !== OMIT).map(finalize);
  if (value instanceof Undefined) return value.silent ? unsupported('Undefined') : value.raise();
  return finalizeObject(value);
}

function finalizeObject(value: PyObject): Value {
  if (value instanceof Markup) return value.html;
  return value.storable || value === OMIT ? value : unsupported(value.typeName);
}

function finalizeList(list: Value[]): Value {
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!;
    if (item !== null && typeof item === 'object' && (item === OMIT || finalize(item) !== item))
      return rebuiltList(list);
  }
  return list;
}

function rebuiltList(list: readonly Value[]): Value {
  return list.filter(item => item !== OMIT).map(finalize);
}

function finalizeDict(dict: Dict): Value {
  for (const [key, item] of dict) {
    if (item === OMIT || finalize(item) !== item || finalize(key) !== key) return rebuiltDict(dict);
  }
  return dict;
}

function rebuiltDict(dict: Dict): Value {
  const kept = [...dict].filter(([, item]) => item !== OMIT);
  return new Map(kept.map(([key, item]) => [finalKey(key), finalize(item)]));
}

/** A tuple would become a list, which is no key. */
function finalKey(key: Value): Value {
  if (key instanceof Tuple) throw new TemplateError('type', "unhashable type: 'list'");
  return finalize(key);
}

function unsupported(typeName: string): never {
  throw new TemplateError('unsupported', `a value of type '${typeName}' cannot be the result of a template`);
}
