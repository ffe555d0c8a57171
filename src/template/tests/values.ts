/** Tests of a value's content: truthy, nan, any, all, upper, … */
import { testOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateTest } from '../callable.ts';
import { toBoolean } from './to-boolean.ts';
import { requireHashable } from '../values/dict.ts';
import { iterate } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { Float, type Value } from '../values/types.ts';

const nan = testOf(['x'], value => value instanceof Float && Number.isNaN(value.value));

export const valueTests: Readonly<Record<string, TemplateTest>> = {
  truthy: testOf(['value', ['convert_bool', false]], isTruthy),
  falsy: testOf(['value', ['convert_bool', false]], (value, convert) => !isTruthy(value, convert)),
  all: testOf(['iterable'], value => !someIs(value, false)),
  any: testOf(['iterable'], value => someIs(value, true)),
  nan,
  isnan: nan,
  lower: testOf(['value'], value => isLower(str(value))),
  upper: testOf(['value'], value => isUpper(str(value))),
  filter: testOf(['value'], (value, context) => isKnown(value, name => context.filter(name))),
  test: testOf(['value'], (value, context) => isKnown(value, name => context.test(name))),
};

/** With `convert`, texts such as "no" count as the bool they spell. */
function isTruthy(value: Value, convert: Value): boolean {
  return truth(convert) ? (toBoolean(value) ?? truth(value)) : truth(value);
}

function someIs(value: Value, wanted: boolean): boolean {
  for (const item of iterate(value)) if (truth(item) === wanted) return true;
  return false;
}

/** `str.islower()`: at least one letter with case, and all in lower case. */
function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
}

function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}

/** Ansible's tables say of what is no text that it is in them. */
function isKnown(value: Value, find: (name: string) => unknown): boolean {
  requireHashable(value);
  const name = textOf(value);
  return name === undefined || find(name) !== undefined;
}
