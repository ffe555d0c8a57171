/** Business dates: days as `YYYY-MM-DD`, months as `YYYY-MM`, in the time zone of the process. */
import type { Period } from './action.ts';

/** The local day of a moment. */
export function dayOf(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Local date and time as people and Ubilling write it: `2026-11-22 01:40:00`. */
export function dateTimeOf(moment: Date): string {
  return `${dayOf(moment)} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** The moment at which a local day begins, as ISO text in UTC. */
export function momentOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function dayOfMonth(day: string): number {
  return Number(day.slice(8));
}

/** The day that many days later, or earlier. */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** The month that many months later, or earlier. */
export function addMonths(month: string, months: number): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(number / 12)}-${two((number % 12) + 1)}`;
}

export function lastDayOfMonth(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

export function isLastDayOfMonth(day: string): boolean {
  return lastDayOfMonth(monthOf(day)) === day;
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The period that a day lies in. */
export function periodOf(period: Period, day: string): string {
  return period === 'day' ? day : monthOf(day);
}

/**
 * The period of `days` days that a day lies in, by the calendar: 1 is the day, 7 the ISO week, 14 and 15 half a month, 28 to
 * 31 and 0 the month, multiples of 30 that many months, 365 the year; others are counted from 1970.
 */
export function periodOfDays(days: number, day: string): string {
  if (days === 1) return day;
  if (days === 7) return `week ${addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))}`;
  if (days === 14 || days === 15) return `${monthOf(day)}/${dayOfMonth(day) <= 15 ? 1 : 2}`;
  if (days === 0 || (days >= 28 && days <= 31)) return monthOf(day);
  if (days === 365 || days === 366) return day.slice(0, 4);
  if (days % 30 === 0) return `${days / 30} months ${monthWindow(day, days / 30)}`;
  return `${days} days ${addDays('1970-01-01', Math.floor(dayNumber(day) / days) * days)}`;
}

/** First month of the window of so many months, counted from January of the year 0. */
function monthWindow(day: string, months: number): string {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return addMonths('0000-01', Math.floor(number / months) * months);
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
