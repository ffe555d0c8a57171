/** Filters that look at whether there is a value at all: default, mandatory, ternary, type_debug. */
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { Failure } from '../values/failure.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Undefined, type Value } from '../values/types.ts';

const acceptsUndefined = { acceptsUndefined: true };
const defaultFilter = filterOf(['value', ['default_value', ''], ['boolean', false]], orDefault, acceptsUndefined);

export const fallbackFilters: Readonly<Record<string, TemplateFilter>> = {
  default: defaultFilter,
  d: defaultFilter,
  mandatory: filterOf(['a', ['msg', null]], mandatory, acceptsUndefined),
  ternary: filterOf(['value', 'true_val', 'false_val', ['none_val', null]], ternary, acceptsUndefined),
  type_debug: filterOf(
    ['obj'],
    value => (value instanceof Failure ? 'CapturedExceptionMarker' : typeName(value)),
    acceptsUndefined,
  ),
};

/** Only a real undefined is replaced, not the silent one of an inline `if`; with `boolean` any false value is. */
function orDefault(value: Value, fallback: Value, boolean: Value): Value {
  if (typeof boolean !== 'boolean') fail('type', `the boolean argument is a ${typeName(boolean)}, not a bool`);
  if (isMissing(value)) return fallback;
  return boolean && !truth(value) ? fallback : value;
}

/** Undefined, but neither the value of an inline `if` nor one that failed. */
function isMissing(value: Value): value is Undefined {
  return value instanceof Undefined && !value.silent && !(value instanceof Failure);
}

function mandatory(value: Value, message: Value): Value {
  if (!isMissing(value)) return value;
  return fail('filter', message === null ? `the mandatory variable '${value.name}' is not defined` : str(message));
}

function ternary(value: Value, ifTrue: Value, ifFalse: Value, ifNone: Value): Value {
  if (value === null && ifNone !== null) return ifNone;
  return truth(value) ? ifTrue : ifFalse;
}
