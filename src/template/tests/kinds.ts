/** Tests of what a value is: defined, none, string, mapping, … */
import { testOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateTest } from '../callable.ts';
import { asInt } from '../values/integers.ts';
import { Markup } from '../values/markup.ts';
import { Float, PyObject, Tuple, Undefined, type Value } from '../values/types.ts';

const acceptsUndefined = { acceptsUndefined: true };

export const kindTests: Readonly<Record<string, TemplateTest>> = {
  defined: testOf(['value'], value => !(value instanceof Undefined), acceptsUndefined),
  undefined: testOf(['value'], value => value instanceof Undefined, acceptsUndefined),
  none: testOf(['value'], value => value === null),
  boolean: testOf(['value'], value => typeof value === 'boolean'),
  true: testOf(['value'], value => value === true),
  false: testOf(['value'], value => value === false),
  integer: testOf(['value'], value => typeof value !== 'boolean' && asInt(value) !== undefined),
  float: testOf(['value'], value => value instanceof Float),
  number: testOf(['value'], value => value instanceof Float || asInt(value) !== undefined),
  string: testOf(['value'], value => textOf(value) !== undefined),
  mapping: testOf(['value'], value => value instanceof Map),
  sequence: testOf(['value'], isSequence),
  iterable: testOf(['value'], isIterable),
  callable: testOf(['obj'], value => value instanceof PyObject && value.call !== undefined),
  escaped: testOf(['value'], value => value instanceof Markup),
};

/** Jinja2's: it has a length and items. */
function isSequence(value: Value): boolean {
  if (value instanceof PyObject) return value.length() !== undefined;
  return isIterable(value);
}

function isIterable(value: Value): boolean {
  if (value instanceof PyObject) return value.iterate() !== undefined;
  return typeof value === 'string' || Array.isArray(value) || value instanceof Map || value instanceof Tuple;
}
