import { TemplateError } from '../errors.ts';
import { PyObject, type Value } from '../values/types.ts';
import { clockNumbers, clockSeconds, isoTime, type ClockTime } from './iso-text.ts';
import { attributeOf, textArgument, type Members, type Methods } from './python-method.ts';
import { MIDNIGHT, strftime, type TimeFields } from './strftime.ts';

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
    return attributeOf<PyTime>(this, name, TIME_MEMBERS, TIME_METHODS);
  }

  override equals(other: Value): boolean {
    return other instanceof PyTime && this.#microseconds() === other.#microseconds();
  }

  override compare(other: Value): number | undefined {
    return other instanceof PyTime ? this.#microseconds() - other.#microseconds() : undefined;
  }

  #microseconds(): number {
    return clockSeconds(this) * 1e6 + this.microsecond;
  }

  fields(): TimeFields {
    const { hour, minute, second, microsecond } = this;
    return { ...MIDNIGHT, hour, minute, second, microsecond };
  }
}

export const CLOCK_MEMBERS: Members<ClockTime> = {
  hour: t => t.hour,
  minute: t => t.minute,
  second: t => t.second,
  microsecond: t => t.microsecond,
};
const TIME_MEMBERS: Members<PyTime> = { ...CLOCK_MEMBERS, tzinfo: () => null };
const TIME_METHODS: Methods<PyTime> = {
  isoformat: t => isoTime(t),
  strftime: (t, args) => strftime(textArgument(args, 0, 'format'), t.fields()),
};

/** Throws TemplateError 'value' for a time of day that no clock shows. */
export function checkTime(hour: number, minute: number, second: number, microsecond: number): void {
  if (hour < 0 || hour > 23) throw new TemplateError('value', 'hour must be in 0..23');
  if (minute < 0 || minute > 59) throw new TemplateError('value', 'minute must be in 0..59');
  if (second < 0 || second > 59) throw new TemplateError('value', 'second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) throw new TemplateError('value', 'microsecond must be in 0..999999');
}
