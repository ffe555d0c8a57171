import { TemplateError } from '../errors.ts';
import { Float, PyObject, type Value } from '../values/types.ts';
import { daysFromDate } from './calendar.ts';
import { clockNumbers, clockSeconds, isoDate, isoTime, offsetText, zoneName, zoneRepr } from './iso-text.ts';
import { checkDate, checkedDate, DAY_MEMBERS, DAY_METHODS, PyDate } from './py-date.ts';
import { checkTime, CLOCK_MEMBERS, PyTime } from './py-time.ts';
import { attributeOf, intArgument, textArgument, type Members, type Methods } from './python-method.ts';
import { strftime, type TimeFields } from './strftime.ts';
import { asShift, PyTimeDelta } from './timedelta.ts';

const DAY_MICROSECONDS = 86_400_000_000n;

export interface DateTimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
  readonly second?: number | undefined;
  readonly microsecond?: number | undefined;
  /** Seconds east of Greenwich; undefined for a naive datetime. */
  readonly offset?: number | undefined;
}

/** datetime.datetime, naive or with a fixed offset. */
export class PyDateTime extends PyObject {
  readonly typeName = 'datetime';
  override readonly storable = true;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly offset: number | undefined;

  /** Throws TemplateError 'value' for a date or time of day that does not exist. */
  constructor({ year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0, offset }: DateTimeParts) {
    super();
    checkDate(year, month, day);
    checkTime(hour, minute, second, microsecond);
    this.year = year;
    this.month = month;
    this.day = day;
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    this.offset = offset;
  }

  override text(): string {
    return this.isoformat(' ');
  }

  override repr(): string {
    const zone = this.offset === undefined ? '' : `, tzinfo=${zoneRepr(this.offset)}`;
    return `datetime.datetime(${this.year}, ${this.month}, ${this.day}, ${clockNumbers(this)}${zone})`;
  }

  isoformat(separator = 'T'): string {
    return isoDate(this) + separator + isoTime(this) + (this.offset === undefined ? '' : offsetText(this.offset));
  }

  /** Microseconds from 1970-01-01 to this wall time, without its offset. */
  wallMicroseconds(): bigint {
    const seconds = daysFromDate(this.year, this.month, this.day) * 86_400 + clockSeconds(this);
    return BigInt(seconds) * 1_000_000n + BigInt(this.microsecond);
  }

  /** Seconds since the epoch; a naive datetime is local time. */
  timestamp(): Float {
    if (this.offset !== undefined) {
      return new Float(Number(this.wallMicroseconds() - BigInt(this.offset) * 1_000_000n) / 1e6);
    }
    const local = new Date(2000, 0, 1, this.hour, this.minute, this.second);
    local.setFullYear(this.year, this.month - 1, this.day);
    return new Float((local.getTime() * 1000 + this.microsecond) / 1e6);
  }

  override equals(other: Value): boolean {
    return other instanceof PyDateTime && this.#alike(other) && this.#moment() === other.#moment();
  }

  override compare(other: Value): number | undefined {
    return other instanceof PyDateTime ? Number(this.#since(other)) : undefined;
  }

  /** A datetime moves by a timedelta; two datetimes differ by one. */
  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && other instanceof PyDateTime) return PyTimeDelta.fromMicroseconds(this.#since(other));
    const delta = asShift(operator, other, reflected);
    return delta && dateTimeOf(this.wallMicroseconds() + delta.totalMicroseconds(), this.offset);
  }

  #since(other: PyDateTime): bigint {
    if (this.#alike(other)) return this.#moment() - other.#moment();
    throw new TemplateError('type', 'a datetime with a time zone and one without cannot be compared or subtracted');
  }

  #alike(other: PyDateTime): boolean {
    return (this.offset === undefined) === (other.offset === undefined);
  }

  #moment(): bigint {
    return this.wallMicroseconds() - BigInt(this.offset ?? 0) * 1_000_000n;
  }

  override attribute(name: string): Value | undefined {
    return attributeOf<PyDateTime>(this, name, DATETIME_MEMBERS, DATETIME_METHODS);
  }

  fields(): TimeFields {
    const { year, month, day, hour, minute, second, microsecond, offset } = this;
    const zone = offset === undefined ? '' : zoneName(offset);
    return {
      year,
      month,
      day,
      hour,
      minute,
      second,
      microsecond,
      offset,
      zone,
      epoch: Math.floor(this.timestamp().value),
    };
  }
}

const DATETIME_MEMBERS: Members<PyDateTime> = {
  ...DAY_MEMBERS,
  ...CLOCK_MEMBERS,
  tzinfo: d => (d.offset === undefined ? null : zoneName(d.offset)),
};
const DATETIME_METHODS: Methods<PyDateTime> = {
  ...DAY_METHODS,
  isoformat: (d, args) => d.isoformat(textArgument(args, 0, 'sep', 'T')),
  strftime: (d, args) => strftime(textArgument(args, 0, 'format'), d.fields()),
  ctime: d => strftime('%a %b %e %H:%M:%S %04Y', d.fields()),
  timestamp: d => d.timestamp(),
  date: d => new PyDate(d.year, d.month, d.day),
  time: d => new PyTime(d.hour, d.minute, d.second, d.microsecond),
  replace: (d, args) =>
    new PyDateTime({
      year: intArgument(args, 0, 'year', d.year),
      month: intArgument(args, 1, 'month', d.month),
      day: intArgument(args, 2, 'day', d.day),
      hour: intArgument(args, 3, 'hour', d.hour),
      minute: intArgument(args, 4, 'minute', d.minute),
      second: intArgument(args, 5, 'second', d.second),
      microsecond: intArgument(args, 6, 'microsecond', d.microsecond),
      offset: d.offset,
    }),
};

/** The datetime at a count of microseconds of wall time from 1970-01-01. */
function dateTimeOf(microseconds: bigint, offset: number | undefined): PyDateTime {
  const rest = ((microseconds % DAY_MICROSECONDS) + DAY_MICROSECONDS) % DAY_MICROSECONDS;
  const [year, month, day] = checkedDate(Number((microseconds - rest) / DAY_MICROSECONDS));
  const seconds = Number(rest / 1_000_000n);
  const clock = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  return new PyDateTime({ year, month, day, ...clock, microsecond: Number(rest % 1_000_000n), offset });
}
