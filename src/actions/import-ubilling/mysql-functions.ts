/** The functions of MySQL that hand-written dumps use, for the staged rows; days and times are local, as a dump's are. */
import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import { addDays, addMonths, dateTimeOf, dayOf, lastDayOfMonth, monthOf } from '../calendar.ts';

export function addMysqlFunctions(sqlite: BetterSqlite3.Database, now: Date): void {
  sqlite.function('now', () => dateTimeOf(now));
  sqlite.function('curdate', () => dayOf(now));
  sqlite.function('curtime', () => dateTimeOf(now).slice(11));
  sqlite.function('shifted', shifted);
  sqlite.function('last_day', (text: string) => lastDayOfMonth(monthOf(text)));
  sqlite.function('date_format', (text: string, form: string) => dateFormat(text, form));
  sqlite.function('unix_timestamp', { varargs: true }, (text = dateTimeOf(now)) =>
    Math.floor(new Date(String(text).replace(' ', 'T')).getTime() / 1000),
  );
  sqlite.function('md5', (text: unknown) => createHash('md5').update(String(text)).digest('hex'));
  sqlite.function('lpad', (text: unknown, length: number, pad: string) => String(text).padStart(length, pad));
  sqlite.function('conv', (text: unknown, from: number, to: number) =>
    Number.parseInt(String(text), from).toString(to).toUpperCase(),
  );
  sqlite.function('substring_index', (text: unknown, mark: string, count: number) => {
    const parts = String(text).split(mark);
    return (count < 0 ? parts.slice(count) : parts.slice(0, count)).join(mark);
  });
}

/** `x - INTERVAL 1 DAY` and `DATE_SUB(x, INTERVAL 1 DAY)`, words apart, as calls of `shifted`. */
export function withoutIntervals(words: string): string {
  return words
    .replaceAll(/\bDATE_(SUB|ADD) \( (.+?) , INTERVAL (\d+) (\w+) \)/gi, (_all, way: string, operand, count, unit) =>
      call(operand, way.toUpperCase() === 'SUB' ? '-' : '+', count, unit),
    )
    .replaceAll(
      /(\w+ \( \)|"(?:[^"]|"")+"|'(?:[^']|'')*'|\w+) ([+-]) INTERVAL (\d+) (\w+)/gi,
      (_all, operand, sign, count, unit) => call(operand, sign, count, unit),
    );
}

function call(operand: string, sign: string, count: string, unit: string): string {
  return `shifted(${operand}, ${sign}${count}, '${unit.toUpperCase()}')`;
}

const SECONDS: Readonly<Record<string, number>> = { SECOND: 1, MINUTE: 60, HOUR: 3600, DAY: 86_400, WEEK: 604_800 };
const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** A date or a moment so many units later; a month that is too short gives its last day. */
function shifted(text: string, count: number, unit: string): string {
  const [day = '', time = ''] = text.split(' ');
  const months = MONTHS[unit];
  if (months !== undefined) {
    const month = addMonths(monthOf(day), count * months);
    const wanted = `${month}-${day.slice(8)}`;
    return [wanted < lastDayOfMonth(month) ? wanted : lastDayOfMonth(month), time].join(' ').trim();
  }
  const seconds = count * (SECONDS[unit] ?? Number.NaN);
  if (time === '' && seconds % 86_400 === 0) return addDays(day, seconds / 86_400);
  const moment = new Date(`${day}T${time || '00:00:00'}Z`);
  return new Date(moment.getTime() + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function dateFormat(text: string, form: string): string {
  const [day = '', time = '00:00:00'] = text.split(' ');
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const [hour = '', minute = '', second = ''] = time.split(':');
  const parts: Readonly<Record<string, string>> = { Y: year, m: month, d: dayOfMonth, H: hour, i: minute, s: second };
  return form.replaceAll(/%(\w)/g, (all, letter: string) => parts[letter] ?? all);
}
