import { TemplateError } from '../errors.ts';
import { PyObject, Tuple, type Value } from '../values/types.ts';
import { dateFromDays, daysFromDate, daysInMonth, isoCalendar, weekday } from './calendar.ts';
import { isoDate, type CalendarDay } from './iso-text.ts';
import { attributeOf, intArgument, textArgument, type Members, type Methods } from './python-method.ts';
import { MIDNIGHT, strftime, type TimeFields } from './strftime.ts';
import { asShift, PyTimeDelta } from './timedelta.ts';

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
    return attributeOf<PyDate>(this, name, DATE_MEMBERS, DATE_METHODS);
  }

  override equals(other: Value): boolean {
    return other instanceof PyDate && this.dayNumber() === other.dayNumber();
  }

  override compare(other: Value): number | undefined {
    return other instanceof PyDate ? this.dayNumber() - other.dayNumber() : undefined;
  }

  /** A date moves by the days of a timedelta; two dates differ by one. */
  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && other instanceof PyDate) return new PyTimeDelta(this.dayNumber() - other.dayNumber());
    const delta = asShift(operator, other, reflected);
    return delta && dateOf(this.dayNumber() + delta.days);
  }

  /** Days from 1970-01-01. */
  dayNumber(): number {
    return daysFromDate(this.year, this.month, this.day);
  }

  fields(): TimeFields {
    return { ...MIDNIGHT, year: this.year, month: this.month, day: this.day };
  }
}

export const DAY_MEMBERS: Members<CalendarDay> = { year: d => d.year, month: d => d.month, day: d => d.day };
export const DAY_METHODS: Methods<CalendarDay> = {
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
  ctime: d => strftime('%a %b %e %H:%M:%S %04Y', d.fields()),
  replace: (d, args) =>
    new PyDate(
      intArgument(args, 0, 'year', d.year),
      intArgument(args, 1, 'month', d.month),
      intArgument(args, 2, 'day', d.day),
    ),
};

function dateOf(days: number): PyDate {
  return new PyDate(...checkedDate(days));
}

/** Year, month, day of a day number; throws TemplateError 'overflow' outside the years 1 to 9999. */
export function checkedDate(days: number): [year: number, month: number, day: number] {
  const date = dateFromDays(days);
  if (date[0] < 1 || date[0] > 9999) throw new TemplateError('overflow', 'date value out of range');
  return date;
}

/** Throws TemplateError 'value' for a day that the calendar does not have. */
export function checkDate(year: number, month: number, day: number): void {
  if (year < 1 || year > 9999) throw new TemplateError('value', `year ${year} is out of range`);
  if (month < 1 || month > 12) throw new TemplateError('value', 'month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) throw new TemplateError('value', 'day is out of range for month');
}
