import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

const primitives: Readonly<Record<string, string>> = {
  boolean: 'bool',
  number: 'int',
  bigint: 'int',
  string: 'str',
};

/** Python's name of the value's type, as error texts show it: `int`, `str`, `NoneType`, `dict`, … */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  const primitive = primitives[typeof value];
  if (primitive !== undefined) return primitive;
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'dict';
  if (value instanceof Float) return 'float';
  if (value instanceof Tuple) return value.typeName;
  if (value instanceof Undefined) return value.silent ? 'Undefined' : 'UndefinedMarker';
  return value instanceof PyObject ? value.typeName : 'object';
}
