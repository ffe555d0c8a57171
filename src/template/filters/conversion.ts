/** Filters that turn values into numbers and truth values. */
import { filterOf } from '../arguments/define.ts';
import { textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { asInt, int } from '../values/integers.ts';
import { parseFloat, parseInt } from '../values/number-text.ts';
import { typeName } from '../values/type-name.ts';
import { Float, type Value } from '../values/types.ts';

export const conversionFilters: Readonly<Record<string, TemplateFilter>> = {
  int: filterOf(['value', ['default', 0], ['base', 10]], (value, fallback, base) =>
    orElse([() => toInt(value, base), () => truncate(toFloat(value))], fallback),
  ),
  float: filterOf(['value', ['default', new Float(0)]], (value, fallback) =>
    orElse([() => new Float(toFloat(value))], fallback),
  ),
  bool: filterOf(['value'], value => toBool(value)),
};

/** The first attempt that does not fail for the type or the form of the value; overflow is an error of its own. */
function orElse(attempts: readonly (() => Value)[], fallback: Value): Value {
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof TemplateError) || !['type', 'value'].includes(error.kind)) throw error;
    }
  }
  return fallback;
}

function toInt(value: Value, base: Value): Value {
  const text = textOf(value);
  if (text === undefined) return asInt(value) ?? truncate(toFloat(value));
  const radix = asInt(base) ?? fail('type', `the base cannot be a ${typeName(base)}`);
  if (radix < 0 || radix === 1 || radix > 36) fail('value', 'the base is 0 or between 2 and 36');
  return parseInt(text, Number(radix));
}

/** Python's `float(value)`: TypeError or ValueError for what is no number, OverflowError for ints that are too large. */
export function toFloat(value: Value): number {
  if (value instanceof Float) return value.value;
  const text = textOf(value);
  if (text !== undefined) return parseFloat(text);
  const n = Number(asInt(value) ?? fail('type', `a ${typeName(value)} is no number`));
  return Number.isFinite(n) ? n : fail('overflow', 'the int is too large for a float');
}

/** Python's `int(number)`: towards zero. */
export function truncate(n: number): number | bigint {
  if (Number.isNaN(n)) fail('value', 'nan is no integer');
  return Number.isFinite(n) ? int(Math.trunc(n)) : fail('overflow', 'infinity is no integer');
}

const trueTexts: ReadonlySet<string> = new Set(['yes', 'on', 'true', '1']);

/** Ansible's bool: yes, on, true and 1 in any case, and what equals 1; anything else is false. */
function toBool(value: Value): boolean {
  const text = textOf(value);
  if (text !== undefined) return trueTexts.has(text.toLowerCase());
  return value === true || value === 1 || (value instanceof Float && value.value === 1);
}
