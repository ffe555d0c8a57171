import { TemplateError } from '../errors.ts';
import type { Value } from '../values/types.ts';
import { dateFromDays, daysFromDate } from './calendar.ts';
import { PyDate, PyDateTime, PyTime } from './py-datetime.ts';
import { PyTimeDelta } from './timedelta.ts';

const DAY_MICROSECONDS = 86_400_000_000n;

/**
 * `a - b` for two datetimes, two dates, a date or datetime and a timedelta, or two timedeltas; undefined (JS) when the
 * operands are none of these, so that the caller raises its own error. Throws TemplateError 'type' for naive minus aware.
 */
export function subtractDates(a: Value, b: Value): Value | undefined {
  if (a instanceof PyDateTime && b instanceof PyDateTime) {
    return PyTimeDelta.fromMicroseconds(comparable(a, b, 'subtract') - comparable(b, a, 'subtract'));
  }
  if (a instanceof PyDate && b instanceof PyDate) return new PyTimeDelta(dayNumber(a) - dayNumber(b));
  if (!(b instanceof PyTimeDelta)) return undefined;
  return addDelta(a, PyTimeDelta.fromMicroseconds(-b.totalMicroseconds()));
}

/** `a + b` where one is a timedelta and the other a date, a datetime or a timedelta; undefined (JS) for other operands. */
export function addDelta(a: Value, b: Value): Value | undefined {
  if (!(b instanceof PyTimeDelta))
    return a instanceof PyTimeDelta && !(b instanceof PyTimeDelta) ? addTo(b, a) : undefined;
  return addTo(a, b);
}

function addTo(value: Value, delta: PyTimeDelta): Value | undefined {
  if (value instanceof PyTimeDelta) {
    return PyTimeDelta.fromMicroseconds(value.totalMicroseconds() + delta.totalMicroseconds());
  }
  if (value instanceof PyDate) return dateOf(dayNumber(value) + delta.days);
  if (value instanceof PyDateTime)
    return dateTimeOf(value.wallMicroseconds() + delta.totalMicroseconds(), value.offset);
  return undefined;
}

/**
 * Order of two values of one kind (dates, datetimes, times, timedeltas): negative, 0 or positive; undefined (JS) when they
 * are no such pair. A naive and an aware datetime are unequal (NaN): ordering them is an error, equality is false.
 */
export function compareDates(a: Value, b: Value): number | undefined {
  if (a instanceof PyDateTime && b instanceof PyDateTime) {
    if ((a.offset === undefined) !== (b.offset === undefined)) return NaN;
    return sign(comparable(a, b, 'compare') - comparable(b, a, 'compare'));
  }
  if (a instanceof PyDate && b instanceof PyDate) return Math.sign(dayNumber(a) - dayNumber(b));
  if (a instanceof PyTimeDelta && b instanceof PyTimeDelta) return sign(a.totalMicroseconds() - b.totalMicroseconds());
  if (a instanceof PyTime && b instanceof PyTime) return Math.sign(timeMicroseconds(a) - timeMicroseconds(b));
  return undefined;
}

function comparable(value: PyDateTime, other: PyDateTime, what: string): bigint {
  if ((value.offset === undefined) !== (other.offset === undefined)) {
    throw new TemplateError('type', `cannot ${what} a datetime with a time zone and one without`);
  }
  return value.wallMicroseconds() - BigInt(value.offset ?? 0) * 1_000_000n;
}

function dayNumber({ year, month, day }: PyDate): number {
  return daysFromDate(year, month, day);
}

function timeMicroseconds({ hour, minute, second, microsecond }: PyTime): number {
  return ((hour * 60 + minute) * 60 + second) * 1e6 + microsecond;
}

function dateOf(days: number): PyDate {
  const [year, month, day] = dateFromDays(days);
  checkYear(year);
  return new PyDate(year, month, day);
}

/** The datetime at a count of microseconds of wall time from 1970-01-01. */
export function dateTimeOf(microseconds: bigint, offset?: number): PyDateTime {
  const days =
    (microseconds - (((microseconds % DAY_MICROSECONDS) + DAY_MICROSECONDS) % DAY_MICROSECONDS)) / DAY_MICROSECONDS;
  const rest = Number(microseconds - days * DAY_MICROSECONDS);
  const [year, month, day] = dateFromDays(Number(days));
  checkYear(year);
  const seconds = Math.floor(rest / 1e6);
  const clock = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  return new PyDateTime({ year, month, day, ...clock, microsecond: rest % 1e6, offset });
}

function checkYear(year: number): void {
  if (year < 1 || year > 9999) throw new TemplateError('overflow', 'date value out of range');
}

function sign(n: bigint): number {
  return n < 0n ? -1 : n > 0n ? 1 : 0;
}
