import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { requireText } from '../arguments/require.ts';
import { PyDateTime } from '../formats/datetime.ts';
import { strftime } from '../formats/strftime.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';

export const timeGlobals: Readonly<Record<string, TemplateGlobal>> = {
  /** The run's time, local or UTC, as a datetime without zone; as text when a format is given (Ansible). */
  now: globalOf(
    [
      ['utc', false],
      ['fmt', null],
    ],
    (utc, format, context) => now(context.now(), truth(utc), format),
  ),
};

function now(moment: Date, utc: boolean, format: Value): Value {
  const shifted = new Date(moment.getTime() - (utc ? 0 : moment.getTimezoneOffset() * 60_000));
  const datetime = new PyDateTime({
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    microsecond: shifted.getUTCMilliseconds() * 1000,
  });
  return format === null || format === '' ? datetime : strftime(requireText(format), datetime.fields());
}
