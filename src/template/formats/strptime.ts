import { TemplateError } from '../errors.ts';
import { dateFromDays, daysFromDate, daysFromIsoCalendar, weekday } from './calendar.ts';
import { PyDateTime } from './py-datetime.ts';
import { DAY_NAMES, MONTH_NAMES } from './strftime.ts';

const SHORT_DAYS = DAY_NAMES.map(name => name.slice(0, 3));
const SHORT_MONTHS = MONTH_NAMES.map(name => name.slice(0, 3));

const PATTERNS: Readonly<Record<string, string>> = {
  d: '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]',
  f: '\\d{1,6}',
  H: '2[0-3]|[01]\\d|\\d',
  I: '1[0-2]|0[1-9]|[1-9]| [1-9]',
  G: '\\d\\d\\d\\d',
  j: '36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
  m: '1[0-2]|0[1-9]|[1-9]',
  M: '[0-5]\\d|\\d',
  S: '6[01]|[0-5]\\d|\\d',
  U: '5[0-3]|[0-4]\\d|\\d',
  W: '5[0-3]|[0-4]\\d|\\d',
  w: '[0-6]',
  u: '[1-7]',
  V: '5[0-3]|0[1-9]|[1-4]\\d|\\d',
  y: '\\d\\d',
  Y: '\\d\\d\\d\\d',
  z: '[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z',
  A: alternatives(DAY_NAMES),
  a: alternatives(SHORT_DAYS),
  B: alternatives(MONTH_NAMES),
  b: alternatives(SHORT_MONTHS),
  p: 'am|pm',
  Z: 'utc|gmt',
};

const COMPOSED: Readonly<Record<string, string>> = { c: '%a %b %d %H:%M:%S %Y', x: '%m/%d/%y', X: '%H:%M:%S' };

type Found = Readonly<Record<string, string | undefined>>;

/**
 * Reads text by a format, as CPython's datetime.strptime in the C locale. Throws TemplateError 'value' when the text does not
 * fit, when the day does not exist, or when the format holds an unknown directive.
 */
export function strptime(text: string, format: string): PyDateTime {
  const match = new RegExp(`^(?:${formatPattern(format)})`, 'i').exec(text);
  if (match === null) throw new TemplateError('value', `time data '${text}' does not match format '${format}'`);
  if (match[0].length < text.length) {
    throw new TemplateError('value', `text is left after the time data: ${text.slice(match[0].length)}`);
  }
  return buildDateTime(match.groups ?? {});
}

function formatPattern(format: string): string {
  const seen = new Set<string>();
  const expanded = format.replace(/%([cxX])/g, (_written, name: string) => COMPOSED[name]!);
  return expanded.replace(/%([^]?)|\s+|[\\.^$*+?(){}[\]|]/gu, (written, name: string | undefined) => {
    if (name === undefined) return written.trim() === '' ? '\\s+' : '\\' + written;
    return name === '%' ? '%' : directivePattern(name, format, seen);
  });
}

function directivePattern(name: string, format: string, seen: Set<string>): string {
  const pattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined;
  if (pattern === undefined) throw new TemplateError('value', `'%${name}' is no directive in format '${format}'`);
  if (seen.has(name)) throw new TemplateError('value', `'%${name}' stands twice in format '${format}'`);
  seen.add(name);
  return `(?<${name}>${pattern})`;
}

function buildDateTime(found: Found): PyDateTime {
  const [year, month, day] = buildDate(found);
  return new PyDateTime({
    year,
    month,
    day,
    hour: buildHour(found),
    minute: numberOf(found['M']) ?? 0,
    second: numberOf(found['S']) ?? 0,
    microsecond: Number((found['f'] ?? '0').padEnd(6, '0')),
    offset: offsetOf(found['z']),
  });
}

function buildHour(found: Found): number {
  const half = numberOf(found['I']);
  if (half === undefined) return numberOf(found['H']) ?? 0;
  return (half % 12) + (found['p']?.toLowerCase() === 'pm' ? 12 : 0);
}

function buildDate(found: Found): [number, number, number] {
  const year = yearOf(found);
  const isoDay = isoDate(found);
  if (isoDay !== undefined) return isoDay;
  const dayNumber = numberOf(found['j']);
  if (dayNumber !== undefined) return dateFromDays(daysFromDate(year ?? 1900, 1, 1) + dayNumber - 1);
  const weekDay = year === undefined ? undefined : weekDate(year, found);
  if (weekDay !== undefined) return weekDay;
  return [year ?? 1900, monthOf(found), numberOf(found['d']) ?? 1];
}

function yearOf(found: Found): number | undefined {
  const short = numberOf(found['y']);
  if (short !== undefined) return short <= 68 ? 2000 + short : 1900 + short;
  return numberOf(found['Y']);
}

function monthOf(found: Found): number {
  if (found['B'] !== undefined) return indexOf(MONTH_NAMES, found['B']) + 1;
  if (found['b'] !== undefined) return indexOf(SHORT_MONTHS, found['b']) + 1;
  return numberOf(found['m']) ?? 1;
}

/** Monday is 0. */
function weekdayOf(found: Found): number | undefined {
  if (found['A'] !== undefined) return indexOf(DAY_NAMES, found['A']);
  if (found['a'] !== undefined) return indexOf(SHORT_DAYS, found['a']);
  if (found['u'] !== undefined) return Number(found['u']) - 1;
  return found['w'] === undefined ? undefined : (Number(found['w']) + 6) % 7;
}

function isoDate(found: Found): [number, number, number] | undefined {
  const year = numberOf(found['G']);
  const week = numberOf(found['V']);
  const day = weekdayOf(found);
  if (year === undefined && week === undefined) return undefined;
  if (year === undefined || week === undefined || day === undefined) {
    throw new TemplateError('value', "'%G' and '%V' need each other and a weekday (%A, %a, %w or %u)");
  }
  return dateFromDays(daysFromIsoCalendar(year, week, day + 1));
}

function weekDate(year: number, found: Found): [number, number, number] | undefined {
  const day = weekdayOf(found);
  const week = numberOf(found['U'] ?? found['W']);
  if (day === undefined || week === undefined) return undefined;
  const shift = found['U'] === undefined ? 0 : 1;
  const firstWeekday = (weekday(year, 1, 1) + shift) % 7;
  const dayInWeek = (day + shift) % 7;
  const weekZeroLength = (7 - firstWeekday) % 7;
  const offset = week === 0 ? dayInWeek - firstWeekday : weekZeroLength + 7 * (week - 1) + dayInWeek;
  return dateFromDays(daysFromDate(year, 1, 1) + offset);
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes, seconds] = text.slice(1).replaceAll(':', '').match(/\d\d/g)!.map(Number);
  const size = hours! * 3600 + minutes! * 60 + (seconds ?? 0);
  return text.startsWith('-') ? -size : size;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function indexOf(names: readonly string[], name: string): number {
  return names.findIndex(candidate => candidate.toLowerCase() === name.toLowerCase());
}

function alternatives(names: readonly string[]): string {
  return names.toSorted((a, b) => b.length - a.length).join('|');
}
