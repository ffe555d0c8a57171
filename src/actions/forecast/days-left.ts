/** How long money lasts, as Ubilling reckons it. */
import { addDays, addMonths, dayOfMonth, lastDayOfMonth, monthOf } from '../calendar.ts';

export interface Spending {
  readonly balanceMinor: number;
  readonly feeMinor: number;
  readonly feePeriod: string;
  /** The day it begins with. */
  readonly today: string;
  /** A monthly fee is taken in equal parts, day by day. */
  readonly spread: boolean;
}

/** Nobody is told more. */
const MOST_MONTHS = 1200;

/** Days until the balance is below zero, today included; -1 when it is already, -2 when nothing is taken. Credit does not count. */
export function daysLeft(spending: Spending): number {
  const { balanceMinor, feeMinor, feePeriod, today, spread } = spending;
  if (balanceMinor < 0) return -1;
  if (feeMinor <= 0) return -2;
  const fees = Math.floor(balanceMinor / feeMinor) + 1;
  if (feePeriod === 'day') return fees;
  if (spread) return spreadDays(spending);
  const end = `${addMonths(monthOf(today), Math.min(fees, MOST_MONTHS))}-01`;
  return (Date.parse(end) - Date.parse(today)) / 86_400_000;
}

function spreadDays({ balanceMinor, feeMinor, today }: Spending): number {
  let days = 0;
  let left = balanceMinor;
  for (let day = today; left >= 0 && days < MOST_MONTHS * 30; day = addDays(day, 1)) {
    left -= feeMinor / dayOfMonth(lastDayOfMonth(monthOf(day)));
    days++;
  }
  return days;
}

/** What a service costs in a tariff's period: months are 30 days, as services of 28 to 31 days are monthly. */
export function priceInPeriod(priceMinor: number, periodDays: number, feePeriod: string): number {
  const days = periodDays === 0 || (periodDays >= 28 && periodDays <= 31) ? 30 : periodDays;
  return Math.round((priceMinor * (feePeriod === 'day' ? 1 : 30)) / days);
}
