/** The proleptic Gregorian calendar, by whole days counted from 1970-01-01. */

/** Days from 1970-01-01 to a date; months count from 1. */
export function daysFromDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayIndex = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayIndex;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and day of a count of days from 1970-01-01. */
export function dateFromDays(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayIndex = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayIndex + 2) / 153);
  const day = dayIndex - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Monday is 0. */
export function weekday(year: number, month: number, day: number): number {
  return floorModulo(daysFromDate(year, month, day) + 3, 7);
}

/** The day's number within its year; 1 January is 1. */
export function dayOfYear(year: number, month: number, day: number): number {
  return daysFromDate(year, month, day) - daysFromDate(year, 1, 1) + 1;
}

/** ISO 8601 year, week and weekday (Monday is 1). */
export function isoCalendar(year: number, month: number, day: number): [year: number, week: number, weekday: number] {
  const days = daysFromDate(year, month, day);
  const isoWeekday = weekday(year, month, day) + 1;
  const [isoYear] = dateFromDays(days - isoWeekday + 4);
  const week = Math.floor((days - isoWeekday + 4 - daysFromDate(isoYear, 1, 1)) / 7) + 1;
  return [isoYear, week, isoWeekday];
}

/** Days from 1970-01-01 to a day given by ISO year, week and weekday (Monday is 1). */
export function daysFromIsoCalendar(year: number, week: number, isoWeekday: number): number {
  const fourth = daysFromDate(year, 1, 4);
  return fourth - weekday(year, 1, 4) + (week - 1) * 7 + isoWeekday - 1;
}

export function floorModulo(a: number, b: number): number {
  return ((a % b) + b) % b;
}
