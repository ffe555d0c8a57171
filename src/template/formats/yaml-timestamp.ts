import { fail } from '../fail.ts';
import type { Value } from '../values/types.ts';
import { PyDate } from './py-date.ts';
import { PyDateTime } from './py-datetime.ts';

/** A date, or a date and a time of day, as YAML 1.1 writes them. */
export const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

const PARTS =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** A PyDate, or a PyDateTime with the offset that was written. Throws TemplateError 'value' for what no calendar has. */
export function readTimestamp(text: string): Value {
  const match = PARTS.exec(text);
  if (match === null) fail('value', `'${text}' cannot be read as a YAML timestamp`);
  const [, year, month, day, hour, minute, second, fraction = '', utc, sign, zoneHours, zoneMinutes = '0'] = match;
  if (hour === undefined) return new PyDate(Number(year), Number(month), Number(day));
  const size = Number(zoneHours) * 3600 + Number(zoneMinutes) * 60;
  return new PyDateTime({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.slice(0, 6).padEnd(6, '0')),
    offset: utc !== undefined ? 0 : sign === undefined ? undefined : sign === '-' ? -size : size,
  });
}
