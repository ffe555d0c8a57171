import type { Timing } from './state.ts';

const day = 86_400_000;
const horizonDays = 366 * 9;

/** The first run after `after`, or undefined when there is none (within nine years). Zone UTC; months without the day are skipped. */
export function nextRun(timing: Timing, after: Date): Date | undefined {
  if (timing.StartTime === '*asap') return undefined;
  if (timing.Once !== '') return Date.parse(timing.Once) > after.getTime() ? new Date(timing.Once) : undefined;
  const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
  for (let n = 0; n < horizonDays; n++) {
    const date = new Date(midnight + n * day);
    const run = isRunDay(timing, date) ? runOfDay(timing, date, after) : undefined;
    if (run) return run;
  }
  return undefined;
}

/** The first run on that day that lies after `after`. */
function runOfDay(timing: Timing, midnight: Date, after: Date): Date | undefined {
  const [hour = 0, minute = 0, second = 0] = timing.StartTime.split(':').map(Number);
  const [first, step, count] = steps[timing.Step](hour, minute, second);
  const past = after.getTime() - midnight.getTime() - first;
  const index = past < 0 ? 0 : Math.floor(past / step) + 1;
  return index < count ? new Date(midnight.getTime() + first + index * step) : undefined;
}

/** Where the runs of a day begin, how far apart they are, and how many there are. */
type Steps = (hour: number, minute: number, second: number) => readonly [first: number, step: number, count: number];
const steps: Readonly<Record<Timing['Step'], Steps>> = {
  '': (hour, minute, second) => [hour * 3_600_000 + minute * 60_000 + second * 1000, day, 1],
  '*hourly': (_hour, minute, second) => [minute * 60_000 + second * 1000, 3_600_000, 24],
  '*every_minute': (_hour, _minute, second) => [second * 1000, 60_000, 1440],
};

function isRunDay(timing: Timing, date: Date): boolean {
  return (
    isIn(timing.Years, date.getUTCFullYear()) &&
    isIn(timing.Months, date.getUTCMonth() + 1) &&
    isIn(timing.WeekDays, date.getUTCDay()) &&
    isMonthDay(timing, date)
  );
}

/** -1 is the last day; with Clamp a day past the end of the month falls on it, too. */
function isMonthDay(timing: Timing, date: Date): boolean {
  if (timing.MonthDays.length === 0) return true;
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const today = date.getUTCDate();
  return timing.MonthDays.some(
    wanted => wanted === today || (today === last && (wanted === -1 || (timing.Clamp && wanted > last))),
  );
}

function isIn(list: readonly number[], value: number): boolean {
  return list.length === 0 || list.includes(value);
}
