import { dayOfYear, floorModulo, isoCalendar, weekday } from './calendar.ts';

/** A moment taken apart for printing. */
export interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Printed by `%f`; undefined where the moment has none, as in `time.strftime`: then `%f` stays as it is. */
  readonly microsecond: number | undefined;
  /** Seconds east of Greenwich, undefined when unknown: then `%z` and `%Z` are empty. */
  readonly offset: number | undefined;
  readonly zone: string;
  readonly epoch: number;
}

/** What a date or a time of day alone fills in. */
export const MIDNIGHT: TimeFields = {
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

export const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A directive gives text, or a number with its usual width and padding. */
type Directive = (t: TimeFields) => string | readonly [value: number, width: number, pad: '0' | ' '];

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  a: t => dayName(t).slice(0, 3),
  A: dayName,
  b: t => monthName(t).slice(0, 3),
  B: monthName,
  c: t => strftime('%a %b %e %H:%M:%S %Y', t),
  C: t => [Math.floor(t.year / 100), 2, '0'],
  d: t => [t.day, 2, '0'],
  D: t => strftime('%m/%d/%y', t),
  e: t => [t.day, 2, ' '],
  F: t => strftime('%Y-%m-%d', t),
  g: t => [floorModulo(isoWeek(t)[0], 100), 2, '0'],
  G: t => [isoWeek(t)[0], 4, '0'],
  h: t => monthName(t).slice(0, 3),
  H: t => [t.hour, 2, '0'],
  I: t => [twelveHour(t), 2, '0'],
  j: t => [dayOfYear(t.year, t.month, t.day), 3, '0'],
  k: t => [t.hour, 2, ' '],
  l: t => [twelveHour(t), 2, ' '],
  m: t => [t.month, 2, '0'],
  M: t => [t.minute, 2, '0'],
  n: () => '\n',
  p: t => (t.hour < 12 ? 'AM' : 'PM'),
  P: t => (t.hour < 12 ? 'am' : 'pm'),
  r: t => strftime('%I:%M:%S %p', t),
  R: t => strftime('%H:%M', t),
  s: t => [t.epoch, 1, '0'],
  S: t => [t.second, 2, '0'],
  t: () => '\t',
  T: t => strftime('%H:%M:%S', t),
  u: t => [weekday(t.year, t.month, t.day) + 1, 1, '0'],
  U: t => [weekOfYear(t, (weekday(t.year, t.month, t.day) + 1) % 7), 2, '0'],
  V: t => [isoWeek(t)[1], 2, '0'],
  w: t => [(weekday(t.year, t.month, t.day) + 1) % 7, 1, '0'],
  W: t => [weekOfYear(t, weekday(t.year, t.month, t.day)), 2, '0'],
  x: t => strftime('%m/%d/%y', t),
  X: t => strftime('%H:%M:%S', t),
  y: t => [floorModulo(t.year, 100), 2, '0'],
  Y: t => [t.year, 1, '0'],
  z: offsetDigits,
  Z: t => t.zone,
  '%': () => '%',
};

/** The directives that a modifier may stand before; it changes nothing in the C locale. */
const MODIFIABLE: Readonly<Record<string, string>> = {
  E: 'cCnpPrRstTuxXyYzZ',
  O: 'bBCdegGhHIjklmMnpPrRsStTuUVwWyzZ',
};

/**
 * Prints a moment as CPython's strftime does on Linux in the C locale, with glibc's flags (`_`, `-`, `0`, `^`, `#`), widths and
 * the modifiers E and O. What glibc does not know stays as it is written.
 */
export function strftime(format: string, fields: TimeFields): string {
  return format.replace(/%([_\-0^#+]*)(\d*)([EO]?)([^])/gu, (written, flags, width, modifier, name) => {
    if (name === 'f') return microseconds(written, fields);
    const directive = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined;
    if (directive === undefined || MODIFIABLE[modifier]?.includes(name) === false) return written;
    return withFlags(directive(fields), flags, width, name);
  });
}

function microseconds(written: string, { microsecond }: TimeFields): string {
  return microsecond === undefined || written !== '%f' ? written : String(microsecond).padStart(6, '0');
}

function withFlags(result: ReturnType<Directive>, flags: string, width: string, name: string): string {
  const padFlag = /[_\-0](?=[^_\-0]*$)/.exec(flags)?.[0];
  const asked = width === '' ? undefined : Number(width);
  const text = typeof result === 'string' ? padText(result, padFlag, asked) : padNumber(result, padFlag, asked);
  if (flags.includes('^') && name !== 'P') return text.toUpperCase();
  if (!flags.includes('#')) return text;
  if ('pZ'.includes(name)) return text.toLowerCase();
  return 'aAbBh'.includes(name) ? text.toUpperCase() : text;
}

function padText(text: string, padFlag: string | undefined, asked = 0): string {
  return text.padStart(asked, padFlag === '0' ? '0' : ' ');
}

function padNumber(
  [value, usual, pad]: readonly [number, number, string],
  padFlag: string | undefined,
  asked: number | undefined,
): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value));
  if (padFlag === '-' && asked === undefined) return sign + digits;
  const filler = padFlag === '_' || padFlag === '-' ? ' ' : padFlag === '0' ? '0' : pad;
  const width = (asked ?? usual) - sign.length;
  return filler === '0' ? sign + digits.padStart(width, '0') : (sign + digits).padStart(width + sign.length, ' ');
}

function offsetDigits({ offset }: TimeFields): string {
  if (offset === undefined) return '';
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : pad2(size % 60);
  return `${offset < 0 ? '-' : '+'}${pad2(Math.floor(size / 3600))}${pad2(Math.floor(size / 60) % 60)}${seconds}`;
}

function pad2(n: number): string {
  return String(n).padStart(2, '0');
}

function dayName(t: TimeFields): string {
  return DAY_NAMES[weekday(t.year, t.month, t.day)]!;
}

function monthName(t: TimeFields): string {
  return MONTH_NAMES[t.month - 1]!;
}

function twelveHour({ hour }: TimeFields): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

function isoWeek(t: TimeFields): [year: number, week: number, weekday: number] {
  return isoCalendar(t.year, t.month, t.day);
}

/** Weeks that begin on the day from which `daysIntoWeek` counts; days before the first such day are week 0. */
function weekOfYear(t: TimeFields, daysIntoWeek: number): number {
  return Math.floor((dayOfYear(t.year, t.month, t.day) + 6 - daysIntoWeek) / 7);
}
