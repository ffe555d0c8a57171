import { TemplateError } from '../errors.ts';
import { Float, PyObject, Tuple, type Value } from '../values/types.ts';
import { daysFromDate, daysInMonth, isoCalendar, weekday } from './calendar.ts';
import {
  clockNumbers,
  clockSeconds,
  isoDate,
  isoTime,
  offsetText,
  zoneName,
  zoneRepr,
  type CalendarDay,
  type ClockTime,
} from './iso-text.ts';
import { PythonMethod, textArgument } from './python-method.ts';
import { strftime, type TimeFields } from './strftime.ts';

type Arguments = readonly [readonly Value[], ReadonlyMap<string, Value>];
type Members<T> = Readonly<Record<string, (self: T) => Value>>;
type Methods<T> = Readonly<Record<string, (self: T, args: Arguments) => Value>>;

/** datetime.date. */
export class PyDate extends PyObject {
  readonly typeName = 'date';
  override readonly storable = true;
  readonly year: number;
  readonly month: number;
  readonly day: number;

  /** Throws TemplateError 'value' for a day that the calendar does not have. */
  constructor(year: number, month: number, day: number) {
    super();
    checkDate(year, month, day);
    this.year = year;
    this.month = month;
    this.day = day;
  }

  override text(): string {
    return isoDate(this);
  }

  override repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }

  override attribute(name: string): Value | undefined {
    return member<PyDate>(this, name, DATE_MEMBERS, DATE_METHODS);
  }

  fields(): TimeFields {
    return { ...MIDNIGHT, year: this.year, month: this.month, day: this.day };
  }
}

/** datetime.time. */
export class PyTime extends PyObject {
  readonly typeName = 'time';
  override readonly storable = true;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;

  constructor(hour: number, minute: number, second: number, microsecond: number) {
    super();
    checkTime(hour, minute, second, microsecond);
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
  }

  override text(): string {
    return isoTime(this);
  }

  override repr(): string {
    return `datetime.time(${clockNumbers(this)})`;
  }

  override attribute(name: string): Value | undefined {
    return member<PyTime>(this, name, TIME_MEMBERS, TIME_METHODS);
  }

  fields(): TimeFields {
    const { hour, minute, second, microsecond } = this;
    return { ...MIDNIGHT, hour, minute, second, microsecond };
  }
}

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

  override attribute(name: string): Value | undefined {
    return member<PyDateTime>(this, name, DATETIME_MEMBERS, DATETIME_METHODS);
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

const MIDNIGHT: TimeFields = {
  year: 1900,
  month: 1,
  day: 1,
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  offset: undefined,
  zone: '',
  epoch: 0,
};

const DAY_MEMBERS: Members<CalendarDay> = { year: d => d.year, month: d => d.month, day: d => d.day };
const CLOCK_MEMBERS: Members<ClockTime> = {
  hour: t => t.hour,
  minute: t => t.minute,
  second: t => t.second,
  microsecond: t => t.microsecond,
};
const DAY_METHODS: Methods<CalendarDay> = {
  weekday: d => weekday(d.year, d.month, d.day),
  isoweekday: d => weekday(d.year, d.month, d.day) + 1,
  isocalendar: d => new Tuple(isoCalendar(d.year, d.month, d.day)),
  toordinal: d => daysFromDate(d.year, d.month, d.day) + 719163,
};

const DATE_MEMBERS: Members<PyDate> = DAY_MEMBERS;
const DATE_METHODS: Methods<PyDate> = {
  ...DAY_METHODS,
  isoformat: d => isoDate(d),
  strftime: (d, args) => strftime(textArgument(args, 0, 'format'), d.fields()),
  ctime: d => strftime('%a %b %e %H:%M:%S %Y', d.fields()),
  replace: (d, args) =>
    new PyDate(part(args, 0, 'year', d.year), part(args, 1, 'month', d.month), part(args, 2, 'day', d.day)),
};

const TIME_MEMBERS: Members<PyTime> = { ...CLOCK_MEMBERS, tzinfo: () => null };
const TIME_METHODS: Methods<PyTime> = {
  isoformat: t => isoTime(t),
  strftime: (t, args) => strftime(textArgument(args, 0, 'format'), t.fields()),
};

const DATETIME_MEMBERS: Members<PyDateTime> = {
  ...DAY_MEMBERS,
  ...CLOCK_MEMBERS,
  tzinfo: d => (d.offset === undefined ? null : zoneName(d.offset)),
};
const DATETIME_METHODS: Methods<PyDateTime> = {
  ...DAY_METHODS,
  isoformat: (d, args) => d.isoformat(textArgument(args, 0, 'sep', 'T')),
  strftime: (d, args) => strftime(textArgument(args, 0, 'format'), d.fields()),
  ctime: d => strftime('%a %b %e %H:%M:%S %Y', d.fields()),
  timestamp: d => d.timestamp(),
  date: d => new PyDate(d.year, d.month, d.day),
  time: d => new PyTime(d.hour, d.minute, d.second, d.microsecond),
  replace: (d, args) =>
    new PyDateTime({
      year: part(args, 0, 'year', d.year),
      month: part(args, 1, 'month', d.month),
      day: part(args, 2, 'day', d.day),
      hour: part(args, 3, 'hour', d.hour),
      minute: part(args, 4, 'minute', d.minute),
      second: part(args, 5, 'second', d.second),
      microsecond: part(args, 6, 'microsecond', d.microsecond),
      offset: d.offset,
    }),
};

function member<T>(self: T, name: string, members: Members<T>, methods: Methods<T>): Value | undefined {
  if (Object.hasOwn(members, name)) return members[name]!(self);
  if (!Object.hasOwn(methods, name)) return undefined;
  return new PythonMethod(name, (args, kwargs) => methods[name]!(self, [args, kwargs]));
}

function part([args, kwargs]: Arguments, index: number, name: string, current: number): number {
  const value = args[index] ?? kwargs.get(name) ?? current;
  if (typeof value !== 'number') throw new TemplateError('type', `argument "${name}" must be an integer`);
  return value;
}

function checkDate(year: number, month: number, day: number): void {
  if (year < 1 || year > 9999) throw new TemplateError('value', `year ${year} is out of range`);
  if (month < 1 || month > 12) throw new TemplateError('value', 'month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) throw new TemplateError('value', 'day is out of range for month');
}

function checkTime(hour: number, minute: number, second: number, microsecond: number): void {
  if (hour < 0 || hour > 23) throw new TemplateError('value', 'hour must be in 0..23');
  if (minute < 0 || minute > 59) throw new TemplateError('value', 'minute must be in 0..59');
  if (second < 0 || second > 59) throw new TemplateError('value', 'second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) throw new TemplateError('value', 'microsecond must be in 0..999999');
}
