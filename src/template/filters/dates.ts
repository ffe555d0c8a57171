/** Filters of dates: strftime and to_datetime. */
import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { CallContext, TemplateFilter } from '../callable.ts';
import { strptime } from '../formats/datetime.ts';
import { strftime } from '../formats/strftime.ts';
import { timeFields } from '../formats/time-fields.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { toFloat } from './conversion.ts';

export const dateFilters: Readonly<Record<string, TemplateFilter>> = {
  strftime: filterOf(['string_format', ['second', null], ['utc', false]], (format, second, utc, context) =>
    strftime(requireText(format), timeFields(secondsOf(second, context), truth(utc))),
  ),
  to_datetime: filterOf(['string', ['format', '%Y-%m-%d %H:%M:%S']], (value, format) =>
    strptime(requireText(value), requireText(format)),
  ),
};

/** Seconds since the epoch; now without any. */
function secondsOf(second: Value, context: CallContext): number {
  return second === null ? context.now().getTime() / 1000 : toFloat(second);
}
